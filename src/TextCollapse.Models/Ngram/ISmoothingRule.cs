namespace TextCollapse.Models.Ngram;

/// <summary>
/// One smoothing as interpolation: p(c | h) = <see cref="Weight"/>(count of hc) / denominator(h) + share(h) · p(c | h without its first
/// symbol), ending in the uniform distribution over V. In what was never seen after h the first term is 0.
/// </summary>
internal interface ISmoothingRule
{
    /// <summary>
    /// The denominator of a context of this length that was seen, and the share that it leaves to its suffix, from its children's counts.
    /// </summary>
    (double Denominator, double Share) Context(int length, ReadOnlySpan<uint> childCounts);

    /// <summary>What is left of a positive count of an n-gram of this length.</summary>
    double Weight(int length, uint count);

    /// <summary>What is taken away from each of the counts 1, 2 and 3 or more at this length; null if nothing ever is.</summary>
    double[]? Discounts(int length);
}
