namespace TextCollapse.Models.Ngram;

/// <summary>What an <see cref="ArpaModel"/> gave to some text; scores of several lines add up.</summary>
/// <param name="KnownLog10">Sum of log₁₀ p over the words in the vocabulary.</param>
/// <param name="OovLog10">Sum of log₁₀ p over those outside it, scored as <c>&lt;unk&gt;</c>.</param>
/// <param name="Tokens">Words scored, ends of sentences among them.</param>
/// <param name="Oov">Those outside the vocabulary.</param>
internal readonly record struct ArpaScore(double KnownLog10, double OovLog10, long Tokens, long Oov)
{
    /// <summary>Sum of log₁₀ p over everything scored.</summary>
    public double Log10 => KnownLog10 + OovLog10;

    /// <summary>10^(−log₁₀ p / tokens); NaN without tokens.</summary>
    public double Perplexity => Math.Pow(10, -Log10 / Tokens);

    /// <summary>The same without the words outside the vocabulary, in the sum and in the count; NaN if nothing is left.</summary>
    public double PerplexityWithoutOov => Math.Pow(10, -KnownLog10 / (Tokens - Oov));

    /// <summary>Both together.</summary>
    public static ArpaScore operator +(ArpaScore first, ArpaScore second)
        => new(first.KnownLog10 + second.KnownLog10, first.OovLog10 + second.OovLog10, first.Tokens + second.Tokens, first.Oov
            + second.Oov);
}
