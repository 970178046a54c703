using TextCollapse.Experiments.Mixing;

namespace TextCollapse.Experiments.Theory;

/// <summary>
/// A chain of unigram models that draw plainly, as far as theory needs to know it. Predictions are conditional on the real text that
/// generation 0
/// read, so that they begin at the measured value and need no knowledge of a true law.
/// </summary>
public sealed record OrderOneChain
{
    /// <summary>The mixing strategy with its numbers; λ is its share of real text.</summary>
    public required MixingStrategy Mixing { get; init; }

    /// <summary>How often each type stands in the real text; their sum is n, the budget of every generation.</summary>
    public required IReadOnlyList<long> Counts { get; init; }

    /// <summary>α of add-α smoothing; 0 for maximum likelihood.</summary>
    public double Alpha { get; init; }

    /// <summary>L: characters of a document.</summary>
    public double DocumentLength { get; init; } = 1;

    /// <summary>
    /// The probability that two places of one real document are alike, averaged; NaN takes the real text to be exchangeable.
    /// </summary>
    public double Within { get; init; } = double.NaN;

    /// <summary>
    /// R and C of <see cref="FixedRealDrift"/>: Σ r² of the real text that <c>fixed-real</c> reads again, and ⟨r, p̂_0⟩; null takes a
    /// random part.
    /// </summary>
    public (double SumOfSquares, double Product)? FixedReal { get; init; }
}
