using TextCollapse.Experiments.Mixing;

namespace TextCollapse.Experiments.Theory;

/// <summary>
/// The parameters of a chain of unigram models with ancestral sampling that theory needs. Predictions are conditional on the training text
/// of generation 0, so that they start at the measured value and do not require the true distribution.
/// </summary>
public sealed record OrderOneChain
{
    /// <summary>The mixing strategy with its options; λ is its share of real text.</summary>
    public required MixingStrategy Mixing { get; init; }

    /// <summary>The count of each type in the real text; the sum is n, the budget of every generation.</summary>
    public required IReadOnlyList<long> Counts { get; init; }

    /// <summary>α of add-α smoothing; 0 for maximum likelihood.</summary>
    public double Alpha { get; init; }

    /// <summary>L: characters of a document.</summary>
    public double DocumentLength { get; init; } = 1;

    /// <summary>
    /// The probability that two positions of one real document are equal, averaged; NaN assumes that the real text is exchangeable.
    /// </summary>
    public double Within { get; init; } = double.NaN;

    /// <summary>
    /// R and C of <see cref="FixedRealDrift"/>: Σ r² of the real text that <c>fixed-real</c> reuses, and ⟨r, p̂_0⟩; null assumes a random
    /// part.
    /// </summary>
    public (double SumOfSquares, double Product)? FixedReal { get; init; }
}
