using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// For each n-gram of a collection the two largest counts in one document, and the document of the largest. Holds one partition of the
/// n-grams, by first symbol, so that partitions can be filled in parallel.
/// </summary>
internal sealed class SharedNgrams
{
    private readonly IReadOnlyList<Document> _documents;
    private readonly int _longest;
    private readonly int _share;
    private readonly NgramNames _trie = new();
    private (int Largest, int Owner, int Second)[] _counts = new (int, int, int)[1 << 12];

    /// <summary>The number of partitions.</summary>
    public const int Shares = 4;

    public SharedNgrams(IReadOnlyList<Document> documents, int longest, int share)
    {
        (_documents, _longest, _share) = (documents, longest, share);
        var own = new Tally();
        for (var d = 0; d < documents.Count; d++)
        {
            var symbols = documents[d].Symbols.Span;
            for (var i = 0; i < symbols.Length; i++)
            {
                if (symbols[i] % Shares != share)
                    continue;
                var node = 0;
                foreach (var symbol in symbols[i..Math.Min(i + longest, symbols.Length)])
                    own.Add(node = _trie.Add(node, symbol));
            }
            while (_counts.Length < _trie.Count)
                Array.Resize(ref _counts, 2 * _counts.Length);
            foreach (var node in own.Nodes)
                Note(ref _counts[node], own.Take(node), d);
            own.Clear();
        }
    }

    /// <summary>
    /// Adds, for each order, the matched n-grams of document <paramref name="d"/>: its counts, clipped by the largest count among the other
    /// documents. <paramref name="own"/> is empty before and after.
    /// </summary>
    public void AddMatches(int d, Tally own, long[] matches)
    {
        var symbols = _documents[d].Symbols.Span;
        Span<int> nodes = new int[symbols.Length];
        for (var n = 0; n < Math.Min(_longest, symbols.Length); n++)
        {
            for (var i = 0; i + n < symbols.Length; i++)
                if (symbols[i] % Shares == _share)
                    own.Add(nodes[i] = _trie.Find(nodes[i], symbols[i + n]));
            foreach (var node in own.Nodes)
            {
                var (largest, owner, second) = _counts[node];
                matches[n] += Math.Min(own.Take(node), owner == d ? second : largest);
            }
            own.Clear();
        }
    }

    private static void Note(ref (int Largest, int Owner, int Second) counts, int count, int document)
    {
        if (count > counts.Largest)
            counts = (count, document, counts.Largest);
        else if (count > counts.Second)
            counts.Second = count;
    }

    /// <summary>Counts of nodes in one document; clearing visits only the nodes in use.</summary>
    internal sealed class Tally
    {
        private int[] _counts = new int[1 << 12];
        private int[] _nodes = new int[1 << 12];
        private int _used;

        /// <summary>The distinct nodes, in order of first occurrence.</summary>
        public ReadOnlySpan<int> Nodes => _nodes.AsSpan(0, _used);

        public void Add(int node)
        {
            while (node >= _counts.Length)
                Array.Resize(ref _counts, 2 * _counts.Length);
            if (_counts[node]++ != 0)
                return;
            if (_used == _nodes.Length)
                Array.Resize(ref _nodes, 2 * _used);
            _nodes[_used++] = node;
        }

        /// <summary>Returns the count of a node and resets it to zero.</summary>
        public int Take(int node)
        {
            var count = _counts[node];
            _counts[node] = 0;
            return count;
        }

        public void Clear() => _used = 0;
    }
}
