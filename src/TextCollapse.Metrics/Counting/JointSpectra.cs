using System.Numerics;
using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The joint spectra of the n-grams of a reference and a text for n = 1 … <see cref="NgramSpectra.Orders"/> at once: both are sorted as for
/// <see cref="NgramSpectra"/> and merged.
/// </summary>
public sealed class JointSpectra
{
    private readonly Lazy<JointSpectrum>[] _spectra;

    private JointSpectra(PairTally[] tallies) => _spectra = Array.ConvertAll(tallies, tally => new Lazy<JointSpectrum>(tally.ToSpectrum));

    /// <summary>The joint spectrum of one order.</summary>
    public JointSpectrum this[int order] => _spectra[order - 1].Value;

    /// <summary>Counts both texts. The result does not depend on <paramref name="threads"/>.</summary>
    public static JointSpectra Of(IReadOnlyList<Document> reference, IReadOnlyList<Document> text, int threads = 1)
        => PackedText.TryPack([reference, text]) is [var packedReference, var packedText]
            ? Packed(BigramBuckets.Of(packedReference, threads), BigramBuckets.Of(packedText, threads), threads)
            : Named(reference, text);

    /// <summary>Counts sorted texts of one alphabet, which can be shared with other counts.</summary>
    public static JointSpectra Of(SortedText reference, SortedText text, int threads = 1)
        => reference.Buckets is { } one && text.Buckets is { } other ? Packed(one, other, threads)
            : Of(reference.Text.Documents, text.Text.Documents, threads);

    private static JointSpectra Packed(BigramBuckets one, BigramBuckets other, int threads)
    {
        var bigrams = one.LongestFirst(other);
        var workers = Math.Clamp(bigrams.Length, 1, threads);
        var next = -1;
        var tallies = new PairTally[workers][];
        Parallel.For(0, workers, new() { MaxDegreeOfParallelism = workers }, worker =>
        {
            var own = tallies[worker] = NewTallies();
            for (int i; (i = Interlocked.Increment(ref next)) < bigrams.Length;)
                Merge(one[bigrams[i]], other[bigrams[i]], own);
        });
        for (var code = 1; code < one.Singles.Length; code++)
            tallies[0][0].Add(one.Singles[code], other.Singles[code]);
        foreach (var more in tallies[1..])
            for (var order = 0; order < more.Length; order++)
                tallies[0][order].Merge(more[order]);
        return new JointSpectra(tallies[0]);
    }

    /// <summary>
    /// Tallies the n-grams of 2 … 8 codes in two lists of sorted keys that share their first two codes: when an n-gram ends, its counts are
    /// the numbers of keys read in both lists since the previous end.
    /// </summary>
    private static void Merge(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other, PairTally[] tallies)
    {
        const int Orders = NgramSpectra.Orders;
        Span<int> left = stackalloc int[Orders];
        Span<int> right = stackalloc int[Orders];
        left.Clear();
        right.Clear();
        for (int i = 0, j = 0; i < one.Length || j < other.Length;)
        {
            var key = j == other.Length || (i < one.Length && one[i] < other[j]) ? one[i] : other[j];
            while (i < one.Length && one[i] == key)
                i++;
            while (j < other.Length && other[j] == key)
                j++;
            var common = 1;
            if (i < one.Length)
                common = BitOperations.LeadingZeroCount(one[i] ^ key) >> 3;
            if (j < other.Length)
                common = Math.Max(common, BitOperations.LeadingZeroCount(other[j] ^ key) >> 3);
            var valid = PackedSpectra.CodesBeforeZero(key);
            for (var order = common; order < Orders; order++)
            {
                if (order < valid)
                    tallies[order].Add(i - left[order], j - right[order]);
                (left[order], right[order]) = (i, j);
            }
        }
    }

    /// <summary>
    /// For any alphabet, and the plain reference implementation: n-grams of both are numbered by one dictionary per order.
    /// </summary>
    internal static JointSpectra Named(IReadOnlyList<Document> reference, IReadOnlyList<Document> text)
    {
        Document[] all = [.. reference, .. text];
        var names = all.Select(document => new int[document.Length]).ToArray();
        var tallies = NewTallies();
        for (var order = 1; order <= tallies.Length; order++)
        {
            var known = new Dictionary<long, int>();
            var counts = new List<(long Reference, long Text)>();
            for (var d = 0; d < all.Length; d++)
            {
                var symbols = all[d].Symbols.Span;
                for (var i = 0; i + order <= symbols.Length; i++)
                {
                    var key = ((long)names[d][i] << 16) | symbols[i + order - 1];
                    if (!known.TryGetValue(key, out var name))
                    {
                        known.Add(key, name = counts.Count);
                        counts.Add((0, 0));
                    }
                    counts[name] = d < reference.Count ? (counts[name].Reference + 1, counts[name].Text)
                        : (counts[name].Reference, counts[name].Text + 1);
                    names[d][i] = name;
                }
            }
            foreach (var (inReference, inText) in counts)
                tallies[order - 1].Add(inReference, inText);
        }
        return new JointSpectra(tallies);
    }

    private static PairTally[] NewTallies() => [.. Enumerable.Range(0, NgramSpectra.Orders).Select(_ => new PairTally())];
}
