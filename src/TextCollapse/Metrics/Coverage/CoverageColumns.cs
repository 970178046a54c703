using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Coverage;

/// <summary>The columns that compare a text with a reference, n = 1 … 8: what of the reference is still written, and what is written that it lacks.</summary>
public static class CoverageColumns
{
    /// <summary>Types that the reference has at most this often are its tail.</summary>
    private const int TailCount = 3;

    /// <summary>
    /// Measures <paramref name="generated"/> against <paramref name="reference"/>; both share an alphabet. Sizes matter: compare generations of
    /// one size with one reference.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Of(IReadOnlyList<Document> reference, IReadOnlyList<Document> generated)
    {
        var ngrams = AlignedNgrams.Of(reference, generated);
        var columns = new List<KeyValuePair<string, Measurement>>();
        for (var n = 1; n <= NgramSpectra.Orders; n++)
        {
            var (p, q) = ngrams.Counts(n);
            var divergence = NgramDivergence.Between(p, q);
            var curve = PrecisionRecallCurve.Between([.. p.Select(count => (double)count)], [.. q.Select(count => (double)count)]);
            void Add(string name, Measurement value) => columns.Add(new(string.Create(CultureInfo.InvariantCulture, $"{name}_{n}"), value));
            Add("mass_recall", divergence.MassRecall);
            Add("mass_precision", divergence.MassPrecision);
            Add("support_recall", divergence.SupportRecall);
            Add("support_precision", divergence.SupportPrecision);
            Add("js", divergence.JensenShannon);
            Add("tv", divergence.TotalVariation);
            Add("hellinger", divergence.Hellinger);
            Add("kl", divergence.KlPqAddHalf);
            Add("prd_recall", curve.F8);
            Add("prd_precision", curve.F8th);
            Add("tail_retention", Retention(p, q, 1, TailCount));
            Add("head_retention", Retention(p, q, TailCount + 1, long.MaxValue));
        }
        return columns;
    }

    /// <summary>The share of the reference's types counted <paramref name="least"/> to <paramref name="most"/> times that were generated.</summary>
    public static Measurement Retention(ReadOnlySpan<long> reference, ReadOnlySpan<long> generated, long least, long most)
    {
        long retained = 0, total = 0;
        for (var i = 0; i < reference.Length; i++)
            if (reference[i] >= least && reference[i] <= most)
            {
                total++;
                retained += generated[i] > 0 ? 1 : 0;
            }
        return Measurement.Ratio(retained, total, "the reference has no type of that frequency");
    }
}
