using System.Globalization;
using System.Numerics;
using TextCollapse.Models;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations.Losses;

/// <summary>
/// Cross-entropy plus α Σ −ln(1 − p(c)) over the characters c, other than the target, that would repeat an n-gram of the window (Welleck et
/// al. 2020). Length 1 is their token-level loss, where every preceding character of the window counts.
/// </summary>
/// <param name="Alpha">The weight of the penalty.</param>
/// <param name="Length">n: the length of the repetitions that are penalized, in characters.</param>
[Component("unlikelihood", "penalizes repeating an n-gram of the preceding text",
    Paper = "Welleck et al. 2020", Models = typeof(NeuralModelOptions))]
public sealed record Unlikelihood(
    [property: Option("the weight", Min = 0, MinExcluded = true, Max = 1e6)] double Alpha = 1,
    [property: Option("length of the penalized n-grams in characters", Min = 1, Max = 64)] int Length = 6) : ILossMitigation
{
    // 1 − p cannot be resolved below this in single precision.
    private const double Least = 1e-6;

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"unlikelihood({Alpha:R},{Length})");

    /// <inheritdoc/>
    public double Evaluate<T>(ReadOnlySpan<T> logProbabilities, Span<T> gradient, int target, ReadOnlySpan<ushort> context) where T
        : unmanaged, IFloatingPointIeee754<T>
    {
        var loss = -double.CreateTruncating(logProbabilities[target]);
        Span<bool> repeats = gradient.Length <= 1024 ? stackalloc bool[gradient.Length] : new bool[gradient.Length];
        repeats.Clear();
        var suffix = context[Math.Max(0, context.Length - (Length - 1))..];
        double all = 0;
        if (suffix.Length == Length - 1)
            for (var start = 0; start + Length <= context.Length; start++)
                if (context.Slice(start, Length - 1).SequenceEqual(suffix) && context[start + Length - 1] is var c && c < gradient.Length
                    && c != target && !repeats[c])
                {
                    repeats[c] = true;
                    var p = double.CreateTruncating(gradient[c]);
                    loss -= Alpha * Math.Log(Math.Max(1 - p, Least));
                    all += Alpha * p / Math.Max(1 - p, Least);
                }
        if (all > 0)
            for (var i = 0; i < gradient.Length; i++)
            {
                // ∂(−ln(1 − p_c))/∂zᵢ = p_c/(1 − p_c) (δ_ic − pᵢ)
                var p = double.CreateTruncating(gradient[i]);
                gradient[i] = T.CreateTruncating(p * (1 - all) + (repeats[i] ? Alpha * p / Math.Max(1 - p, Least) : 0));
            }
        gradient[target] -= T.One;
        return loss;
    }
}
