using TextCollapse.Arrays;
using TextCollapse.Corpora;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// Counts the n-grams of documents. Every document is preceded by Order − 1 boundary symbols and followed by as many fillers, so that every
/// k-gram that ends in a character, for k up to Order, is the prefix of exactly one n-gram.
/// </summary>
internal sealed class GramCounter<T>(IReadOnlyList<Document> documents, int alphabet, GramShape shape) where T : unmanaged, IGram<T>
{
    // The keys of a shard, 2 MB packed, stay in the L2 cache while they are sorted.
    private const int ShardCharacters = 1 << 18;

    // Runs wait here to be merged with one of similar size: entry i is empty or has a run of 2^i shards.
    private readonly List<GramRun<T>?> _waiting = [];

    /// <summary>Counts all distinct n-grams.</summary>
    internal GramRun<T> Count(int threads, CancellationToken cancellation)
    {
        var shards = new CharacterShards(documents, ShardCharacters);
        Parallel.For(0, shards.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            () => (Keys: Array.Empty<T>(), Sort: new KeySort()),
            (shard, _, buffers) =>
            {
                var needed = shards[shard].Sum(part => part.Length + (part.Start == 0 ? shape.Order - 1 : 0));
                if (buffers.Keys.Length < needed)
                    buffers.Keys = GC.AllocateUninitializedArray<T>(needed);
                var filled = 0;
                foreach (var part in shards[shard])
                    filled += Collect(documents[part.Document].Symbols.Span, part.Start, part.Length, buffers.Keys.AsSpan(filled));
                T.Sort(buffers.Keys.AsSpan(0, filled), buffers.Sort, shape);
                Add(GramRun<T>.OfSorted(buffers.Keys.AsSpan(0, filled)));
                return buffers;
            },
            _ => { });
        GramRun<T>? all = null;
        foreach (var run in _waiting)
            if (run is not null)
                all = all is null ? run : GramRun<T>.Merge(all, run);
        return all ?? new GramRun<T>([], [], 0);
    }

    /// <summary>
    /// Collects the n-grams that start in a part of a document, and those that start before the document if the part is its beginning.
    /// </summary>
    private int Collect(ReadOnlySpan<ushort> text, int start, int length, Span<T> keys)
    {
        var first = start == 0 ? 1 - shape.Order : start;
        var end = start + length + shape.Order - 1;
        T key = default;
        var position = first;
        for (; position < first + shape.Order - 1; position++)
        {
            var symbol = position switch
            {
                < 0 => alphabet,
                _ when position < text.Length => text[position],
                _ => alphabet + 1,
            };
            key = T.Shift(key, symbol, shape);
        }
        var count = 0;
        foreach (var symbol in text.Slice(Math.Min(position, text.Length), Math.Max(0, Math.Min(end, text.Length) - position)))
            keys[count++] = key = T.Shift(key, symbol, shape);
        for (position += count; position < end; position++)
            keys[count++] = key = T.Shift(key, alphabet + 1, shape);
        return count;
    }

    /// <summary>Merging is commutative and associative, so the order in which shards finish does not matter.</summary>
    private void Add(GramRun<T> run)
    {
        for (var rank = 0; ; rank++)
        {
            GramRun<T> other;
            lock (_waiting)
            {
                while (_waiting.Count <= rank)
                    _waiting.Add(null);
                if (_waiting[rank] is not { } found)
                {
                    _waiting[rank] = run;
                    return;
                }
                (other, _waiting[rank]) = (found, null);
            }
            run = GramRun<T>.Merge(other, run);
        }
    }
}
