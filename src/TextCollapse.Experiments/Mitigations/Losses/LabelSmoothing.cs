using System.Globalization;
using System.Numerics;
using TextCollapse.Models;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations.Losses;

/// <summary>Cross-entropy with the target mixed with the uniform distribution (Szegedy et al. 2016): q = (1 − ε)·target + ε/V.</summary>
/// <param name="Epsilon">The uniform share, 0 to 1.</param>
[Component("label-smoothing", "trains on targets that give every character a small probability",
    Paper = "Szegedy et al. 2016", Models = typeof(NeuralModelOptions))]
public sealed record LabelSmoothing([property: Option("probability spread over all characters", Min = 0, Max = 1)] double Epsilon = 0.1)
    : ILossMitigation
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"label-smoothing({Epsilon:R})");

    /// <inheritdoc/>
    public double Evaluate<T>(ReadOnlySpan<T> logProbabilities, Span<T> gradient, int target, ReadOnlySpan<ushort> context) where T
        : unmanaged, IFloatingPointIeee754<T>
    {
        var share = Epsilon / gradient.Length;
        var uniform = T.CreateTruncating(share);
        double sum = 0;
        for (var i = 0; i < gradient.Length; i++)
        {
            sum += double.CreateTruncating(logProbabilities[i]);
            gradient[i] -= uniform;
        }
        gradient[target] -= T.CreateTruncating(1 - Epsilon);
        return -(1 - Epsilon) * double.CreateTruncating(logProbabilities[target]) - share * sum;
    }
}
