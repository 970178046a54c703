using System.Numerics;
using TextCollapse.Arrays;
using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// Concatenated documents, each followed by a separator, in the form used for suffix sorting: symbols are renumbered 1, 2, … by value, the
/// separator is 0; stored as bytes if possible.
/// </summary>
internal sealed class SuffixText
{
    private readonly byte[]? _narrow;
    private readonly ushort[]? _wide;
    private readonly int _alphabetSize;

    /// <summary>The maximum length, since positions are 32-bit.</summary>
    public const int Longest = 1 << 30;

    public SuffixText(IReadOnlyList<Document> documents)
    {
        var total = documents.Sum(document => document.Length + 1L);
        if (total > Longest)
            throw new InputException("text",
                $"has {total} characters; repeats can be found in at most {Longest}. Measure a part of it.");
        Length = (int)total;
        Ends = new int[documents.Count];
        var ranks = new ushort[ushort.MaxValue + 1];
        foreach (var document in documents)
            foreach (var symbol in document.Symbols.Span)
                ranks[symbol] = 1;
        ushort rank = 0;
        foreach (ref var symbol in ranks.AsSpan())
            if (symbol != 0)
                symbol = ++rank;
        _alphabetSize = rank + 1;
        if (rank <= byte.MaxValue)
            _narrow = Fill(documents, new byte[Length], symbol => (byte)ranks[symbol]);
        else
            _wide = Fill(documents, new ushort[Length], symbol => ranks[symbol]);
    }

    /// <summary>The number of positions, including separators.</summary>
    public int Length { get; }

    /// <summary>The number of characters, excluding separators.</summary>
    public int Characters => Length - Ends.Length;

    /// <summary>The position of the separator after each document.</summary>
    public int[] Ends { get; }

    public int[] SortSuffixes() => _narrow is not null
        ? SuffixArray.Of<byte>(_narrow, _alphabetSize) : SuffixArray.Of<ushort>(_wide, _alphabetSize);

    public bool IsSeparator(int position) => _narrow is not null ? _narrow[position] == 0 : _wide![position] == 0;

    /// <summary>
    /// For each position of a range, the length that its suffix shares with the one at <paramref name="before"/> (0 if that is −1), up to
    /// the end of the document. It is at least the length of the preceding position minus one (Kasai et al. 2001).
    /// </summary>
    public void Share(int[] before, int[] shared, int from, int to)
    {
        if (_narrow is not null)
            Share<byte>(_narrow, before, shared, from, to);
        else
            Share<ushort>(_wide!, before, shared, from, to);
    }

    private unsafe void Share<T>(T[] text, int[] before, int[] shared, int from, int to) where T : unmanaged, IBinaryInteger<T>
    {
        const int PrefetchDistance = 32;
        var document = Array.BinarySearch(Ends, from);
        document = document < 0 ? ~document : document;
        fixed (T* symbols = text)
        {
            var known = 0;
            for (var i = from; i < to; i++)
            {
                if (i > Ends[document])
                    document++;
                if (i + PrefetchDistance < to)
                    Prefetch.At(symbols, before[i + PrefetchDistance] + known);
                var other = before[i];
                if (other < 0)
                    known = 0;
                else
                {
                    var rest = text.Length - Math.Max(i, other);
                    for (var equal = 0; known < rest && symbols[i + known] == symbols[other + known]; known++)
                        if (++equal == 32)
                        {
                            known += new ReadOnlySpan<T>(symbols + i + known, rest - known)
                                .CommonPrefixLength(new ReadOnlySpan<T>(symbols + other + known, rest - known));
                            break;
                        }
                }
                shared[i] = Math.Min(known, Ends[document] - i);
                known = Math.Max(known - 1, 0);
            }
        }
    }

    private T[] Fill<T>(IReadOnlyList<Document> documents, T[] text, Func<ushort, T> rank)
    {
        var at = 0;
        for (var d = 0; d < documents.Count; d++)
        {
            foreach (var symbol in documents[d].Symbols.Span)
                text[at++] = rank(symbol);
            Ends[d] = at++;
        }
        return text;
    }
}
