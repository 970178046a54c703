using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>For each n-gram of a collection the two largest counts in one document, and the document of the largest.</summary>
internal sealed class SharedNgrams
{
    private readonly IReadOnlyList<Document> _documents;
    private readonly int _longest;
    private readonly NgramTrie _trie = new();
    private int[] _largest = new int[1 << 12];
    private int[] _owner = new int[1 << 12];
    private int[] _second = new int[1 << 12];

    public SharedNgrams(IReadOnlyList<Document> documents, int longest)
    {
        (_documents, _longest) = (documents, longest);
        var nodes = new List<int>();
        for (var d = 0; d < documents.Count; d++)
        {
            nodes.Clear();
            var symbols = documents[d].Symbols.Span;
            for (var i = 0; i < symbols.Length; i++)
                for (int n = 0, node = 0; n < longest && i + n < symbols.Length; n++)
                    nodes.Add(node = _trie.Add(node, symbols[i + n]));
            nodes.Sort();
            for (int from = 0, to; from < nodes.Count; from = to)
            {
                for (to = from; to < nodes.Count && nodes[to] == nodes[from]; to++) { }
                Note(nodes[from], to - from, d);
            }
        }
    }

    /// <summary>For each order the n-grams of document <paramref name="d"/> that match another: its counts clipped by the largest among the others.</summary>
    public long[] Matches(int d)
    {
        var matches = new long[_longest];
        var symbols = _documents[d].Symbols.Span;
        var nodes = new int[symbols.Length];
        var sorted = new int[symbols.Length];
        for (var n = 0; n < _longest; n++)
        {
            var count = Math.Max(0, symbols.Length - n);
            for (var i = 0; i < count; i++)
                nodes[i] = _trie.Find(nodes[i], symbols[i + n]);
            nodes.AsSpan(0, count).CopyTo(sorted);
            Array.Sort(sorted, 0, count);
            for (int from = 0, to; from < count; from = to)
            {
                var node = sorted[from];
                for (to = from; to < count && sorted[to] == node; to++) { }
                matches[n] += Math.Min(to - from, _owner[node] == d ? _second[node] : _largest[node]);
            }
        }
        return matches;
    }

    private void Note(int node, int count, int document)
    {
        while (node >= _largest.Length)
        {
            Array.Resize(ref _largest, 2 * _largest.Length);
            Array.Resize(ref _owner, 2 * _owner.Length);
            Array.Resize(ref _second, 2 * _second.Length);
        }
        if (count > _largest[node])
            (_second[node], _largest[node], _owner[node]) = (_largest[node], count, document);
        else if (count > _second[node])
            _second[node] = count;
    }
}
