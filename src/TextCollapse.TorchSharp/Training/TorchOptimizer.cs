using System.Globalization;
using TextCollapse.Models;
using TextCollapse.Models.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = TorchSharp.Modules.AdamW;

namespace TextCollapse.Torch.Training;

/// <summary>TorchSharp's AdamW with our settings and its moments in our checkpoints.</summary>
internal sealed class TorchOptimizer : IDisposable
{
    private readonly AdamW _adam;
    private readonly (string Name, Parameter Parameter)[] _weights;

    internal TorchOptimizer(IEnumerable<(string Name, Parameter Parameter)> weights, TrainingSettings settings)
    {
        // Matrices decay; biases and normalisation gains do not.
        var groups = weights.ToLookup(entry => entry.Parameter.dim() >= 2);
        _weights = [.. groups[true], .. groups[false]];
        _adam = optim.AdamW(
            [Group(groups[true], settings.WeightDecay), Group(groups[false], 0)],
            settings.LearningRate, settings.Beta1, settings.Beta2, weight_decay: 0);
    }

    private static AdamW.ParamGroup Group(IEnumerable<(string Name, Parameter Parameter)> weights, double decay) =>
        new([.. weights.Select(entry => entry.Parameter)], new AdamW.Options { weight_decay = decay });

    private IEnumerable<(string Name, AdamW.State State)> States =>
        _weights.Zip(_adam.state_dict().State, (entry, state) => (entry.Name, (AdamW.State)state));

    internal void ForgetGradients() => _adam.zero_grad();

    internal void Step(double learningRate)
    {
        foreach (var group in _adam.ParamGroups)
            group.LearningRate = learningRate;
        using var scope = NewDisposeScope();
        _adam.step();
    }

    /// <summary>Adds moments and step counts.</summary>
    internal void Save(SafeTensors file)
    {
        foreach (var (name, state) in States)
        {
            TensorFile.Add(file, $"first.{name}", state.exp_avg);
            TensorFile.Add(file, $"second.{name}", state.exp_avg_sq);
            file.Metadata["optimizer_steps"] = state.step.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Goes back to saved moments.</summary>
    internal void Load(SafeTensors file)
    {
        var steps = file.RequireInt("optimizer_steps", 0, int.MaxValue);
        foreach (var (name, state) in States)
        {
            TensorFile.Read(file, $"first.{name}", state.exp_avg);
            TensorFile.Read(file, $"second.{name}", state.exp_avg_sq);
            state.step = steps;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _adam.Dispose();
}
