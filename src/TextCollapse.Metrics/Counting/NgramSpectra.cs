using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The frequency spectra of the n-grams of some documents for all n = 1 … <see cref="Orders"/> at once. n-grams never cross a document
/// boundary; a document of fewer than n characters has none.
/// </summary>
public sealed class NgramSpectra
{
    /// <summary>The maximum order: eight symbols fill one 64-bit key.</summary>
    public const int Orders = 8;

    private readonly FrequencySpectrum[] _spectra;
    private readonly FrequencySpectrum[] _starting;

    internal NgramSpectra(OrderTallies tallies) => (_spectra, _starting) = tallies.ToSpectra();

    /// <summary>The spectrum of the n-grams of one order, 1 … <see cref="Orders"/>.</summary>
    public FrequencySpectrum this[int order]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(order, Orders);
            return _spectra[order - 1];
        }
    }

    /// <summary>
    /// The spectrum of those n-grams of one order, 1 … <see cref="Orders"/> − 1, that begin an (n + 1)-gram: all but the last of each
    /// document.
    /// </summary>
    public FrequencySpectrum Starting(int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(order, Orders);
        return _starting[order - 1];
    }

    /// <summary>
    /// Counts the documents in linear time. With at most 255 different symbols it needs 10 bytes per character and the largest bucket of
    /// equal bigrams in addition to the documents; with more symbols it is slower and needs more memory. The result does not depend on
    /// <paramref name="threads"/>.
    /// </summary>
    public static NgramSpectra Of(IReadOnlyList<Document> documents, int threads = 1)
        => PackedText.TryPack(documents) is { } packed ? PackedSpectra.Count(BigramBuckets.Of(packed, threads), threads)
            : NamedSpectra.Count(documents);

    /// <summary>Counts a sorted text, which can be shared with other counts.</summary>
    public static NgramSpectra Of(SortedText text, int threads = 1)
        => text.Buckets is { } sorted ? PackedSpectra.Count(sorted, threads) : Of(text.Text.Documents, threads);
}
