using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// A text whose n-grams are sorted once, on first use, and shared by everything that counts them: alone, together with other texts of its
/// alphabet, or as a set. Uses eight bytes per character once sorted. Thread-safe.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="threads">Threads used for sorting; the result does not depend on the number.</param>
public sealed class SortedText(Corpus text, int threads = 1)
{
    private readonly Lazy<BigramBuckets?> _buckets = new(() => PackedText.TryPack(text) is { } packed ? BigramBuckets.Of(packed, threads)
        : null);

    /// <summary>The text.</summary>
    public Corpus Text => text;

    /// <summary>
    /// The sorted keys; null if the alphabet has more than 255 characters. Keys of texts with the same alphabet are comparable.
    /// </summary>
    internal BigramBuckets? Buckets => _buckets.Value;

    /// <summary>
    /// Its n-grams of <see cref="NgramSpectra.Orders"/> characters as sorted keys, which are comparable between texts of the same alphabet.
    /// </summary>
    internal ulong[] LongestNgrams() => Buckets is { } sorted
        ? Array.FindAll(sorted.Keys, key => PackedSpectra.CodesBeforeZero(key) == NgramSpectra.Orders)
            : NgramKeys.Sorted(text.Documents, NgramSpectra.Orders);
}
