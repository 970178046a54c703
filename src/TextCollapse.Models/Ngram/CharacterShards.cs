using TextCollapse.Corpora;

namespace TextCollapse.Models.Ngram;

/// <summary>Splits the concatenated documents into shards of a fixed number of characters, independent of the number of threads.</summary>
internal sealed class CharacterShards
{
    private readonly IReadOnlyList<Document> _documents;
    private readonly long[] _starts;
    private readonly int _size;

    internal CharacterShards(IReadOnlyList<Document> documents, int size)
    {
        (_documents, _size) = (documents, size);
        _starts = new long[documents.Count + 1];
        for (var i = 0; i < documents.Count; i++)
            _starts[i + 1] = _starts[i] + documents[i].Length;
        Count = (int)((_starts[^1] + size - 1) / size);
    }

    /// <summary>The number of shards.</summary>
    internal int Count { get; }

    /// <summary>The non-empty parts of documents in one shard.</summary>
    internal IEnumerable<(int Document, int Start, int Length)> this[int shard]
    {
        get
        {
            var from = (long)shard * _size;
            var to = Math.Min(from + _size, _starts[^1]);
            var document = Array.BinarySearch(_starts, from);
            for (document = document < 0 ? ~document - 1 : document; from < to; document++)
            {
                var length = (int)(Math.Min(to, _starts[document] + _documents[document].Length) - from);
                if (length <= 0)
                    continue;
                yield return (document, (int)(from - _starts[document]), length);
                from += length;
            }
        }
    }
}
