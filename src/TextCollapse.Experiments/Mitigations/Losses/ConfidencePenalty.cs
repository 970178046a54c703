using System.Globalization;
using System.Numerics;
using TextCollapse.Models;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations.Losses;

/// <summary>Cross-entropy minus β times the entropy of the prediction (Pereyra et al. 2017), also known as an entropy bonus.</summary>
/// <param name="Beta">The weight of the entropy.</param>
[Component("confidence-penalty", "rewards the entropy of the predictions (also called entropy bonus)",
    Paper = "Pereyra et al. 2017", Models = typeof(NeuralModelOptions))]
public sealed record ConfidencePenalty(
    [property: Option("the weight of the entropy", Min = 0, MinExcluded = true, Max = 1e6)] double Beta = 0.1) : ILossMitigation
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"confidence-penalty({Beta:R})");

    /// <inheritdoc/>
    public double Evaluate<T>(ReadOnlySpan<T> logProbabilities, Span<T> gradient, int target, ReadOnlySpan<ushort> context) where T
        : unmanaged, IFloatingPointIeee754<T>
    {
        double entropy = 0;
        for (var i = 0; i < gradient.Length; i++)
            if (gradient[i] > T.Zero)
                entropy -= double.CreateTruncating(gradient[i] * logProbabilities[i]);
        // ∂(−H)/∂zᵢ = pᵢ (ln pᵢ + H)
        var (beta, h) = (T.CreateTruncating(Beta), T.CreateTruncating(entropy));
        for (var i = 0; i < gradient.Length; i++)
            if (gradient[i] > T.Zero)
                gradient[i] += beta * gradient[i] * (logProbabilities[i] + h);
        gradient[target] -= T.One;
        return -double.CreateTruncating(logProbabilities[target]) - Beta * entropy;
    }
}
