using TextCollapse.Corpora;
using TextCollapse.Metrics.Loops;

namespace TextCollapse.Tests.Metrics.FailureModes;

/// <summary>
/// The plain reference of <see cref="TextCollapse.Metrics.FailureModes.EarlierReading"/>: one suffix array of everything that was read.
/// </summary>
internal static class EarlierText
{
    /// <summary>
    /// <c>copied_earlier_50</c>, the share of the text in matches of at least 50 characters with any text in <paramref name="read"/>, and <c>novel_earlier_8</c>, the share
    /// of its 8-grams that occur in none.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Columns(IReadOnlyList<Document> written, IReadOnlyList<IReadOnlyList<Document>> read, int threads = 1)
    {
        var copying = Copying.Of(written, [.. read.SelectMany(documents => documents)], threads);
        return [new("copied_earlier_50", copying.CopiedShare(50)), new("novel_earlier_8", copying.NovelShare(8))];
    }
}
