namespace TextCollapse.Models.Ngram;

/// <summary>The score of some text under an <see cref="ArpaModel"/>; scores of several lines can be added.</summary>
/// <param name="KnownLog10">Sum of log₁₀ p over the words in the vocabulary.</param>
/// <param name="OovLog10">Sum of log₁₀ p over those outside it, scored as <c>&lt;unk&gt;</c>.</param>
/// <param name="Tokens">Words scored, including ends of sentences.</param>
/// <param name="Oov">The number of words outside the vocabulary.</param>
internal readonly record struct ArpaScore(double KnownLog10, double OovLog10, long Tokens, long Oov)
{
    /// <summary>Sum of log₁₀ p over all scored words.</summary>
    public double Log10 => KnownLog10 + OovLog10;

    /// <summary>10^(−log₁₀ p / tokens); NaN without tokens.</summary>
    public double Perplexity => Math.Pow(10, -Log10 / Tokens);

    /// <summary>The perplexity without the words outside the vocabulary, in the sum and in the count; NaN if none are left.</summary>
    public double PerplexityWithoutOov => Math.Pow(10, -KnownLog10 / (Tokens - Oov));

    /// <summary>Adds two scores.</summary>
    public static ArpaScore operator +(ArpaScore first, ArpaScore second)
        => new(first.KnownLog10 + second.KnownLog10, first.OovLog10 + second.OovLog10, first.Tokens + second.Tokens, first.Oov
            + second.Oov);
}
