using TextCollapse.Corpora;
using TextCollapse.Metrics.Detection;

namespace TextCollapse.Metrics.Coverage;

/// <summary>
/// Nearest neighbours among documents: equally many of both sides, cut to equal length, represented by the counts of their characters and
/// bigrams scaled to length 1.
/// </summary>
internal static class DocumentNeighbours
{
    private const int Neighbours = 5, LongestNgram = 2, Most = 400;

    /// <summary>
    /// Compares the documents of both sides without the shortest tenth, to whose length the others are cut; spread evenly if there are more
    /// than can be compared.
    /// </summary>
    public static NearestNeighbourCoverage Of(IReadOnlyList<Document> reference, IReadOnlyList<Document> text)
    {
        int[] lengths = [.. reference.Concat(text).Select(document => document.Length).Where(length => length > 0).Order()];
        var length = lengths.Length == 0 ? 0 : lengths[lengths.Length / 10];
        Document[] real = [.. reference.Where(Long)], written = [.. text.Where(Long)];
        var count = Math.Min(Most, Math.Min(real.Length, written.Length));
        Document[] one = Spread(real), other = Spread(written);
        var features = new CharacterNgramFeatures(LongestNgram, one.Concat(other));
        return NearestNeighbourCoverage.Between(Points(one), Points(other), Neighbours);

        bool Long(Document document) => length > 0 && document.Length >= length;

        Document[] Spread(Document[] all) =>
            [.. Enumerable.Range(0, count).Select(k => all[(int)((long)k * all.Length / count)])
            .Select(document => document with { Symbols = document.Symbols[..length] })];

        double[][] Points(Document[] documents) => Array.ConvertAll(documents, document =>
        {
            var point = new double[features.Count];
            features.Row(document).AddTo(point, 1);
            return point;
        });
    }
}
