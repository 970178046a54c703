using System.Globalization;
using TextCollapse.Models;
using TextCollapse.Models.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) with PyTorch's operations in PyTorch's order, over all parameters at once; with Muon over all but the
/// hidden matrices, which <see cref="TorchMuon"/> updates.
/// </summary>
internal sealed class TorchOptimizer : IDisposable
{
    private readonly FlatParameters _parameters;
    private readonly TrainingOptions _settings;
    private readonly Tensor _values, _decaying, _first, _second, _firstRest, _secondRest, _denominator;
    private readonly TorchMuon? _muon;
    private readonly Scalar _beta1, _fresh1, _beta2, _fresh2, _epsilon = 1e-8.ToScalar();
    private int _steps;

    internal TorchOptimizer(FlatParameters parameters, TrainingOptions settings, Device device, ThreadTeam crew)
    {
        (_parameters, _settings) = (parameters, settings);
        var length = parameters.Values.numel();
        (_first, _second) = (FlatParameters.Zeros(length, device), FlatParameters.Zeros(length, device));
        (_values, _firstRest, _secondRest) = (Rest(parameters.Values), Rest(_first), Rest(_second));
        _denominator = FlatParameters.Zeros(_values.numel(), device);
        _decaying = parameters.Values.narrow(0, parameters.HiddenLength, parameters.Decaying - parameters.HiddenLength)
            .DetachFromDisposeScope();
        _muon = settings.Optimizer == OptimizerKind.Muon ? new TorchMuon(parameters, settings, _first, crew) : null;
        (_beta1, _fresh1) = (settings.Beta1.ToScalar(), (1 - settings.Beta1).ToScalar());
        (_beta2, _fresh2) = (settings.Beta2.ToScalar(), (1 - settings.Beta2).ToScalar());
    }

    /// <summary>One step against a gradient [N].</summary>
    internal void Step(Tensor gradient, double learningRate)
    {
        _steps++;
        using var gradientless = no_grad();
        using var scope = NewDisposeScope();
        using var keep = (1 - learningRate * _settings.WeightDecay).ToScalar();
        using var rate = (-learningRate / (1 - Math.Pow(_settings.Beta1, _steps))).ToScalar();
        using var root = Math.Sqrt(1 - Math.Pow(_settings.Beta2, _steps)).ToScalar();
        if (_settings.WeightDecay > 0)
            _decaying.mul_(keep);
        var fresh = gradient.narrow(0, _parameters.HiddenLength, _values.numel());
        _firstRest.mul_(_beta1).add_(fresh, _fresh1);
        _secondRest.mul_(_beta2).addcmul_(fresh, fresh, _fresh2);
        _denominator.copy_(_secondRest).sqrt_().div_(root).Increase(_epsilon);
        _values.addcdiv_(_firstRest, _denominator, rate);
        _muon?.Step(gradient, _settings.MatrixRate(learningRate));
    }

    private Tensor Rest(Tensor flat) =>
        flat.narrow(0, _parameters.HiddenLength, flat.numel() - _parameters.HiddenLength).DetachFromDisposeScope();

    /// <summary>Adds moments and the step count.</summary>
    internal void Save(SafeTensors file)
    {
        using var scope = NewDisposeScope();
        file.Metadata["optimizer_steps"] = _steps.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, part) in _parameters.Parts(_first))
            TensorFile.Add(file, $"first.{name}", part);
        foreach (var (name, part) in _parameters.Parts(_second))
            TensorFile.Add(file, $"second.{name}", part);
    }

    /// <summary>Goes back to saved moments.</summary>
    internal void Load(SafeTensors file)
    {
        using var scope = NewDisposeScope();
        _steps = file.RequireInt("optimizer_steps", 0, int.MaxValue);
        foreach (var (name, part) in _parameters.Parts(_first))
            TensorFile.Read(file, $"first.{name}", part);
        foreach (var (name, part) in _parameters.Parts(_second))
            TensorFile.Read(file, $"second.{name}", part);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in new[] { _values, _decaying, _firstRest, _secondRest, _first, _second, _denominator })
            tensor.Dispose();
        foreach (var number in new[] { _beta1, _fresh1, _beta2, _fresh2, _epsilon })
            number.Dispose();
    }
}
