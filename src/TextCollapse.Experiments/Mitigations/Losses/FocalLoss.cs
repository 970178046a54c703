using System.Globalization;
using System.Numerics;
using TextCollapse.Models;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations.Losses;

/// <summary>
/// Cross-entropy with a lower weight where the model is already confident (Lin et al. 2017): −(1 − p)^γ ln p with p = p(target).
/// </summary>
/// <param name="Gamma">The exponent, ≥ 0; 0 is cross-entropy.</param>
[Component("focal-loss", "gives less weight to characters that are predicted well",
    Paper = "Lin et al. 2017", Models = typeof(NeuralModelOptions))]
public sealed record FocalLoss([property: Option("the exponent", Min = 0, MinExcluded = true, Max = 1e6)] double Gamma = 2)
    : ILossMitigation
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"focal({Gamma:R})");

    /// <inheritdoc/>
    public double Evaluate<T>(ReadOnlySpan<T> logProbabilities, Span<T> gradient, int target, ReadOnlySpan<ushort> context) where T
        : unmanaged, IFloatingPointIeee754<T>
    {
        var p = double.CreateTruncating(gradient[target]);
        var log = double.CreateTruncating(logProbabilities[target]);
        var rest = Math.Max(1 - p, double.Epsilon);
        var weight = Math.Pow(rest, Gamma);
        // −∂L/∂ln p; the derivative of ln p with respect to the logits is target − p.
        var slope = T.CreateTruncating(Gamma == 0 ? 1 : weight - Gamma * p * Math.Pow(rest, Gamma - 1) * log);
        gradient[target] -= T.One;
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] *= slope;
        return -weight * log;
    }
}
