using TorchSharp;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>Dropout with its own random generator, so that other trainings in the process and a restart do not affect it.</summary>
internal sealed class SeededDropout(double rate, Device device) : IDisposable
{
    private readonly Scalar _kept = (1 - rate).ToScalar();
    private readonly Generator _generator = new(0, device);

    /// <summary>Begins a step; the mask is a function of this number alone.</summary>
    internal void Seed(ulong step) => _generator.manual_seed(unchecked((long)step));

    /// <summary>Zeroes each element with probability <c>rate</c> and divides the others by 1 − rate.</summary>
    internal Tensor Of(Tensor x)
    {
        using var scope = NewDisposeScope();
        var mask = empty_like(x).bernoulli_(1 - rate, _generator).div_(_kept);
        return scope.MoveToOuter(x * mask);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _generator.Dispose();
        _kept.Dispose();
    }
}
