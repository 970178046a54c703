using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The frequency spectra of the n-grams of some documents for all n = 1 … <see cref="Orders"/> at once. n-grams never cross the border of a
/// document; a document of fewer than n characters has none.
/// </summary>
public sealed class NgramSpectra
{
    /// <summary>The longest n-gram that is counted: eight symbols fill one 64-bit key.</summary>
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
    /// Counts the documents. Linear in their length; 10 bytes a character and the largest bucket of equal bigrams beside the documents
    /// where at
    /// most 255 different symbols occur, slower and larger where more do. The result does not depend on <paramref name="threads"/>.
    /// </summary>
    public static NgramSpectra Of(IReadOnlyList<Document> documents, int threads = 1)
        => PackedText.TryPack(documents) is { } packed ? PackedSpectra.Count(BigramBuckets.Of(packed, threads), threads)
            : NamedSpectra.Count(documents);

    /// <summary>Counts a text that others count too; it is sorted once.</summary>
    public static NgramSpectra Of(SortedText text, int threads = 1)
        => text.Buckets is { } sorted ? PackedSpectra.Count(sorted, threads) : Of(text.Text.Documents, threads);
}
