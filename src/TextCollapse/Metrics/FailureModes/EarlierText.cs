using TextCollapse.Corpora;
using TextCollapse.Metrics.Loops;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>
/// What a generation copied, against the training text of every earlier generation: copying and collapse look alike otherwise.
/// </summary>
public static class EarlierText
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
