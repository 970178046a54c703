using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>Ratios of n-grams that other tools report under their own names.</summary>
internal static class NgramColumns
{
    /// <summary>
    /// Types that occur once over n-grams: the evaluation code of Holtzman et al. (2020) calls this distinct-n, which it is not.
    /// </summary>
    public static Measurement HapaxRatio(FrequencySpectrum spectrum)
        => Measurement.Ratio(spectrum.Singletons, spectrum.Tokens, "there is no n-gram of this order");

    /// <summary>UniqueGram of Texygen (Zhu et al. 2018): types over the number of documents, which may exceed 1.</summary>
    public static Measurement UniqueGram(FrequencySpectrum spectrum, int documents)
        => Measurement.Ratio(spectrum.Types, documents, "there is no document");

    /// <summary>
    /// n-gram diversity score (Shaib et al. 2024), unrounded: documents joined by a space and split at every single space, types over
    /// n-grams summed over n = 1 … <paramref name="longest"/>, so that n-grams cross document boundaries; the maximum is
    /// <paramref name="longest"/>. Undefined if an order has no n-gram.
    /// </summary>
    public static Measurement DiversitySum(IReadOnlyList<string> documents, int longest = 4)
    {
        if (documents.Count == 0)
            return Measurement.Undefined("there is no document");
        var words = Words.Number([string.Join(' ', documents).Split(' ')])[0];
        var names = new int[words.Length];
        var sum = 0.0;
        for (var order = 1; order <= longest; order++)
        {
            if (words.Length < order)
                return Measurement.Undefined($"there are fewer than {longest} words");
            var known = new Dictionary<(int, int), int>();
            for (var i = 0; i + order <= words.Length; i++)
            {
                if (!known.TryGetValue((names[i], words[i + order - 1]), out var name))
                    known.Add((names[i], words[i + order - 1]), name = known.Count);
                names[i] = name;
            }
            sum += (double)known.Count / (words.Length - order + 1);
        }
        return sum;
    }
}
