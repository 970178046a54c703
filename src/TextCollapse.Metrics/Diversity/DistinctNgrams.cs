using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Loops;

namespace TextCollapse.Metrics.Diversity;

/// <summary>distinct-n, the share of n-grams that are types. It falls with the length of a text, so compare at equal size.</summary>
/// <param name="Pooled">Types over n-grams, all documents together.</param>
/// <param name="DocumentMean">The mean over documents of types over n-grams, without documents that have no n-gram.</param>
/// <param name="PerSymbol">Types over symbols, as Li et al. (2016) defined it.</param>
internal readonly record struct DistinctNgrams(Measurement Pooled, Measurement DocumentMean, Measurement PerSymbol)
{
    /// <summary>The three ratios for one order, 1 … <see cref="NgramSpectra.Orders"/>.</summary>
    public static DistinctNgrams Of(IReadOnlyList<Document> documents, int order)
    {
        var spectrum = NgramSpectra.Of(documents)[order];
        return new(
            spectrum.TypeTokenRatio,
            RepetitionRates.SequenceRepetition(documents, order).Map(repetition => 1 - repetition),
            Measurement.Ratio(spectrum.Types, documents.Sum(document => (long)document.Length), "the text is empty"));
    }
}
