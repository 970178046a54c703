namespace TextCollapse.Models.Ngram;

/// <summary>
/// A smoothing method as interpolation: p(c | h) = <see cref="Weight"/>(count of hc) / denominator(h) + share(h) · p(c | h without its
/// first symbol), ending in the uniform distribution over V. For characters never seen after h the first term is 0.
/// </summary>
internal interface ISmoothingRule
{
    /// <summary>
    /// The denominator of a seen context of this length, and the share that it passes to its suffix, computed from its children's counts.
    /// </summary>
    (double Denominator, double Share) Context(int length, ReadOnlySpan<uint> childCounts);

    /// <summary>A positive count of an n-gram of this length after discounting.</summary>
    double Weight(int length, uint count);

    /// <summary>The discounts of the counts 1, 2 and 3 or more at this length; null without discounting.</summary>
    double[]? Discounts(int length);
}
