using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// A text whose n-grams are sorted once, when first asked for, for everything that counts them: alone, beside other texts of its alphabet,
/// or as a set.
/// Eight bytes a character from then on. Safe for several threads.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="threads">Threads that sort; nothing depends on them.</param>
public sealed class SortedText(Corpus text, int threads = 1)
{
    private readonly Lazy<BigramBuckets?> _buckets = new(() => PackedText.TryPack(text) is { } packed ? BigramBuckets.Of(packed, threads)
        : null);

    /// <summary>The text.</summary>
    public Corpus Text => text;

    /// <summary>
    /// The sorted keys; null where the alphabet has more than 255 characters. Those of two texts of one alphabet can be read side by side.
    /// </summary>
    internal BigramBuckets? Buckets => _buckets.Value;

    /// <summary>
    /// Its n-grams of <see cref="NgramSpectra.Orders"/> characters as sorted keys, which mean the same in every text of the alphabet.
    /// </summary>
    internal ulong[] LongestNgrams() => Buckets is { } sorted
        ? Array.FindAll(sorted.Keys, key => PackedSpectra.CodesBeforeZero(key) == NgramSpectra.Orders)
            : NgramKeys.Sorted(text.Documents, NgramSpectra.Orders);
}
