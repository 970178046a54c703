using System.Globalization;
using System.Numerics;
using TextCollapse.Models;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations.Losses;

/// <summary>
/// Cross-entropy that ignores characters predicted with more than a given probability (ForTIFAI 2025), so that what a model already
/// predicts confidently is not reinforced.
/// </summary>
/// <param name="Gamma">The probability above which a target is ignored, above 0 to 1.</param>
[Component("truncated-cross-entropy", "ignores characters that are already predicted with more than a given probability",
    Paper = "ForTIFAI 2025", Models = typeof(NeuralModelOptions))]
public sealed record TruncatedCrossEntropy([property: Option("the threshold", Min = 0, Max = 1)] double Gamma = 0.9) : ILossMitigation
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"truncated-cross-entropy({Gamma:R})");

    /// <inheritdoc/>
    public double Evaluate<T>(ReadOnlySpan<T> logProbabilities, Span<T> gradient, int target, ReadOnlySpan<ushort> context) where T
        : unmanaged, IFloatingPointIeee754<T>
    {
        if (double.CreateTruncating(gradient[target]) > Gamma)
        {
            gradient.Clear();
            return 0;
        }
        gradient[target] -= T.One;
        return -double.CreateTruncating(logProbabilities[target]);
    }
}
