using System.Globalization;
using TextCollapse.Models;
using TextCollapse.Models.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) with PyTorch's operations in PyTorch's order. TorchSharp's own drops its numbers while libtorch still reads them
/// (<see cref="HeldNumbers"/>); this one holds them.
/// </summary>
internal sealed class TorchOptimizer : IDisposable
{
    private readonly Weight[] _weights;
    private readonly TrainingSettings _settings;
    private readonly Scalar _beta1, _fresh1, _beta2, _fresh2, _epsilon = 1e-8.ToScalar();
    private int _steps;

    internal TorchOptimizer(IEnumerable<(string Name, Parameter Parameter)> weights, TrainingSettings settings)
    {
        _weights = [.. weights.Select(entry => new Weight(entry.Name, entry.Parameter, Zeros(entry.Parameter), Zeros(entry.Parameter)))];
        _settings = settings;
        (_beta1, _fresh1) = (settings.Beta1.ToScalar(), (1 - settings.Beta1).ToScalar());
        (_beta2, _fresh2) = (settings.Beta2.ToScalar(), (1 - settings.Beta2).ToScalar());
    }

    /// <summary>A parameter with the running means of its gradient and of the gradient's square.</summary>
    private readonly record struct Weight(string Name, Parameter Parameter, Tensor First, Tensor Second)
    {
        /// <summary>Matrices decay; biases and normalisation gains do not.</summary>
        internal bool Decays => Parameter.dim() >= 2;
    }

    private static Tensor Zeros(Tensor like)
    {
        using var gradientless = no_grad();
        return zeros_like(like).DetachFromDisposeScope();
    }

    internal void ForgetGradients()
    {
        foreach (var weight in _weights)
        {
            using var gradient = weight.Parameter.grad;
            gradient?.zero_();
        }
    }

    internal void Step(double learningRate)
    {
        _steps++;
        using var gradientless = no_grad();
        using var scope = NewDisposeScope();
        using var keep = (1 - learningRate * _settings.WeightDecay).ToScalar();
        using var rate = (-learningRate / (1 - Math.Pow(_settings.Beta1, _steps))).ToScalar();
        using var root = Math.Sqrt(1 - Math.Pow(_settings.Beta2, _steps)).ToScalar();
        foreach (var weight in _weights)
        {
            if (weight.Parameter.grad is not { } gradient)
                continue;
            if (weight.Decays)
                weight.Parameter.mul_(keep);
            weight.First.mul_(_beta1).add_(gradient, _fresh1);
            weight.Second.mul_(_beta2).addcmul_(gradient, gradient, _fresh2);
            weight.Parameter.addcdiv_(weight.First, weight.Second.sqrt().div_(root).Increase(_epsilon), rate);
        }
    }

    /// <summary>Adds moments and the step count.</summary>
    internal void Save(SafeTensors file)
    {
        file.Metadata["optimizer_steps"] = _steps.ToString(CultureInfo.InvariantCulture);
        foreach (var weight in _weights)
        {
            TensorFile.Add(file, $"first.{weight.Name}", weight.First);
            TensorFile.Add(file, $"second.{weight.Name}", weight.Second);
        }
    }

    /// <summary>Goes back to saved moments.</summary>
    internal void Load(SafeTensors file)
    {
        _steps = file.RequireInt("optimizer_steps", 0, int.MaxValue);
        foreach (var weight in _weights)
        {
            TensorFile.Read(file, $"first.{weight.Name}", weight.First);
            TensorFile.Read(file, $"second.{weight.Name}", weight.Second);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var weight in _weights)
        {
            weight.First.Dispose();
            weight.Second.Dispose();
        }
        foreach (var number in new[] { _beta1, _fresh1, _beta2, _fresh2, _epsilon })
            number.Dispose();
    }
}
