using System.Numerics;

namespace TextCollapse.Models.Training.Losses;

/// <summary>The negative log-likelihood: −ln p(target).</summary>
public sealed record CrossEntropy : ILoss
{
    /// <inheritdoc/>
    public string Name => "cross-entropy";

    /// <inheritdoc/>
    public double Evaluate<T>(ReadOnlySpan<T> logProbabilities, Span<T> gradient, int target, ReadOnlySpan<ushort> context) where T
        : unmanaged, IFloatingPointIeee754<T>
    {
        gradient[target] -= T.One;
        return -double.CreateTruncating(logProbabilities[target]);
    }
}
