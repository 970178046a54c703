using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Mixing;

/// <summary>One budget as equal parts of several corpora, each a random draw of its documents.</summary>
internal static class EqualParts
{
    public static Corpus Draw(IReadOnlyList<Corpus> corpora, MixingTask task) => corpora
        .Select((corpus, index) => corpus.Draw(Part(task.Budget, corpora.Count, index), task.Random.Stream("mixing", index)))
        .Join();

    /// <summary>
    /// Part <paramref name="index"/> of <paramref name="total"/> in whole characters: parts differ by at most one, the first are larger.
    /// </summary>
    private static long Part(long total, int parts, int index) => total / parts + (index < total % parts ? 1 : 0);
}
