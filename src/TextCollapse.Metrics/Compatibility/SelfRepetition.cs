namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// Self-repetition (Salkar et al. 2022): for each document, N is the number of other documents that share each of its word n-grams, summed
/// over its distinct n-grams; the mean over documents of ln(N + 1). One pass for the counts and one for the sums; linear time.
/// </summary>
internal static class SelfRepetition
{
    /// <summary>
    /// Self-repetition of documents given as words; a document too short for an n-gram counts 0. Undefined for no documents.
    /// </summary>
    public static Measurement Of(IReadOnlyList<IReadOnlyList<string>> documents, int order = 4)
    {
        var sharing = new Dictionary<string, int>(StringComparer.Ordinal);
        var ngrams = documents.Select(words => Ngrams(words, order)).ToList();
        foreach (var document in ngrams)
            foreach (var ngram in document)
                sharing[ngram] = sharing.GetValueOrDefault(ngram) + 1;
        return Measurement.Ratio(
            ngrams.Sum(document => Math.Log(1 + document.Sum(ngram => sharing[ngram] - 1.0))), documents.Count, "there is no document");
    }

    private static HashSet<string> Ngrams(IReadOnlyList<string> words, int order)
        => [.. Enumerable.Range(0, Math.Max(0, words.Count - order + 1)).Select(i => string.Join('\u0001', words.Skip(i).Take(order)))];
}
