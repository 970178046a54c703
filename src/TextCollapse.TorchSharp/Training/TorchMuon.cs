using TextCollapse.Models.Training;
using TextCollapse.Torch.Devices;
using static TextCollapse.Models.Training.MuonConstants;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>
/// Muon (Jordan et al. 2024) for the hidden matrices, in single precision, as the managed engine computes it: Nesterov momentum,
/// orthogonalised by five Newton–Schulz steps. One thread does a matrix.
/// </summary>
internal sealed class TorchMuon
{
    private readonly FlatParameters.HiddenPart[] _parts;
    private readonly TrainingOptions _settings;
    private readonly ThreadTeam _crew;
    private readonly Tensor _values, _momentum;
    private readonly Action<int, int> _update;
    private Tensor? _gradient;
    private double _learningRate;

    /// <param name="parameters">All parameters.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="momentum">Running means of the gradient [N].</param>
    /// <param name="crew">Who does the work.</param>
    internal TorchMuon(FlatParameters parameters, TrainingOptions settings, Tensor momentum, ThreadTeam crew)
    {
        (_parts, _settings, _crew) = ([.. parameters.HiddenParts], settings, crew);
        (_values, _momentum, _update) = (parameters.Values, momentum, Update);
    }

    /// <summary>One step of all matrices against a gradient [N].</summary>
    internal void Step(Tensor gradient, double learningRate)
    {
        (_gradient, _learningRate) = (gradient, learningRate);
        _crew.Run(_parts.Length, _update);
    }

    private void Update(int number, int worker)
    {
        TorchThreads.UseOne();
        using var gradientless = no_grad();
        using var scope = NewDisposeScope();
        var part = _parts[number];
        var (gradient, momentum, values) = (part.Of(_gradient!), part.Of(_momentum), part.Of(_values));
        momentum.Scale(Momentum);
        momentum.Increase(gradient, 1 - Momentum);
        var direction = gradient.Times(1 - Momentum);
        direction.Increase(momentum, Momentum);
        if (_settings.WeightDecay > 0)
            values.Scale(1 - _learningRate * _settings.WeightDecay);
        values.Increase(Orthogonal(direction), -_learningRate * Scale(part.Rows, part.Columns));
    }

    private static Tensor Orthogonal(Tensor matrix)
    {
        var x = matrix.shape[0] >= matrix.shape[1] ? matrix : matrix.t();
        x = x.div(x.norm().AtLeast(LeastNorm));
        for (var step = 0; step < Steps; step++)
        {
            var gram = x.t().mm(x);
            var square = gram.addmm(gram, gram, Cubic, Quintic);
            x = x.addmm(x, square, Linear, 1);
        }
        return matrix.shape[0] >= matrix.shape[1] ? x : x.t();
    }
}
