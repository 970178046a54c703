using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The characters of some documents, sorted by their context, nearest character first: all characters that follow one context are adjacent,
/// for all context lengths up to <see cref="Longest"/>. A document starts with <see cref="Longest"/> boundary symbols, as in an n-gram
/// model. Uses one stable counting sort per context position: linear time, 11 bytes per character.
/// </summary>
public sealed class SortedContexts
{
    private readonly ushort[] _symbols;
    private readonly int[] _positions;
    private readonly byte[] _shared;

    /// <summary>Sorts the characters.</summary>
    /// <param name="documents">Symbols 0 … <paramref name="alphabet"/> − 1.</param>
    /// <param name="alphabet">V.</param>
    /// <param name="longest">The longest context, at most 255 characters.</param>
    public SortedContexts(IReadOnlyList<Document> documents, int alphabet, int longest)
    {
        (Longest, Boundary) = (longest, (ushort)alphabet);
        Starts = new int[documents.Count + 1];
        for (var d = 0; d < documents.Count; d++)
            Starts[d + 1] = checked(Starts[d] + longest + documents[d].Length);
        _symbols = new ushort[Starts[^1]];
        _positions = new int[Starts[^1] - documents.Count * longest];
        var next = 0;
        for (var d = 0; d < documents.Count; d++)
        {
            var first = Starts[d] + longest;
            _symbols.AsSpan(Starts[d], longest).Fill(Boundary);
            documents[d].Symbols.Span.CopyTo(_symbols.AsSpan(first));
            for (var position = first; position < Starts[d + 1]; position++)
                _positions[next++] = position;
        }
        var from = _positions;
        var to = new int[from.Length];
        for (var back = longest; back > 0; back--)
        {
            Distribute(from, to, back);
            (from, to) = (to, from);
        }
        _positions = from;
        _shared = new byte[from.Length + 1];
        for (var i = 1; i < from.Length; i++)
            while (_shared[i] < longest && _symbols[from[i - 1] - _shared[i] - 1] == _symbols[from[i] - _shared[i] - 1])
                _shared[i]++;
    }

    /// <summary>The longest context.</summary>
    public int Longest { get; }

    /// <summary>The symbol before the first character of a document.</summary>
    public ushort Boundary { get; }

    /// <summary>[documents + 1] The start position of each document, including its boundary symbols.</summary>
    public int[] Starts { get; }

    /// <summary>The symbol at a position.</summary>
    public ushort this[int position] => _symbols[position];

    /// <summary>
    /// The positions that follow the same <paramref name="length"/> characters as the one at <paramref name="from"/>, which is the first of
    /// them.
    /// </summary>
    public ReadOnlySpan<int> Following(int from, int length)
    {
        var to = from + 1;
        while (to < _positions.Length && _shared[to] >= length)
            to++;
        return _positions.AsSpan(from, to - from);
    }

    /// <summary>The number of characters.</summary>
    public int Characters => _positions.Length;

    private void Distribute(int[] from, int[] to, int back)
    {
        var next = new int[Boundary + 1];
        foreach (var position in from)
            next[_symbols[position - back]]++;
        var total = 0;
        foreach (ref var count in next.AsSpan())
            (count, total) = (total, total + count);
        foreach (var position in from)
            to[next[_symbols[position - back]]++] = position;
    }
}
