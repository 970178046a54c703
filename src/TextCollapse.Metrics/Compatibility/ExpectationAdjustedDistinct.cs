namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// EAD (Liu et al. 2022): distinct types over the number expected for that many tokens drawn uniformly from the vocabulary, N/(V(1 −
/// ((V−1)/V)^C)). Text is far from uniform, so it still falls with length, unlike rarefied distinct-n.
/// </summary>
internal static class ExpectationAdjustedDistinct
{
    /// <summary>
    /// EAD of <paramref name="distinct"/> types among <paramref name="tokens"/> tokens (or n-grams, with V the possible n-grams).
    /// </summary>
    public static Measurement Of(double distinct, double vocabulary, double tokens)
    {
        if (tokens <= 0)
            return Measurement.Undefined("there are no tokens");
        if (vocabulary < 1)
            return Measurement.Undefined("the vocabulary is empty");
        return distinct / (-vocabulary * SmallArguments.Expm1(tokens * SmallArguments.Log1p(-1 / vocabulary)));
    }
}
