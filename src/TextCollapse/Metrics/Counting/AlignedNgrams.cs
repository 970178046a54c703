using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>How often each n-gram occurs in a reference text and in a generated one, side by side: what every comparison of the two needs.</summary>
public sealed class AlignedNgrams
{
    private readonly ulong[][]? _keys;
    private readonly IReadOnlyList<Document>[] _texts;

    private AlignedNgrams(ulong[][]? keys, IReadOnlyList<Document>[] texts) => (_keys, _texts) = (keys, texts);

    /// <summary>
    /// Reads both texts, which share an alphabet. One sort of 64-bit keys serves every order up to <see cref="NgramSpectra.Orders"/>; slower where
    /// more than 255 different symbols occur.
    /// </summary>
    public static AlignedNgrams Of(IReadOnlyList<Document> reference, IReadOnlyList<Document> generated)
        => new(PackedText.TryPack([reference, generated])?.Select(SortedKeys).ToArray(), [reference, generated]);

    /// <summary>The counts of the n-grams of <paramref name="order"/> that occur in either text; n-grams never cross documents.</summary>
    public (long[] Reference, long[] Generated) Counts(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, NgramSpectra.Orders);
        return _keys is null ? ByNames(order) : ByKeys(_keys[0], _keys[1], 8 * (NgramSpectra.Orders - order), order);
    }

    private static ulong[] SortedKeys(PackedText text)
    {
        var keys = new ulong[text.Length];
        for (var position = 0; position < keys.Length; position++)
            keys[position] = text.Key(position);
        Array.Sort(keys);
        return keys;
    }

    /// <summary>Merges both sorted lists by their first <paramref name="order"/> codes; keys whose document ends before that are no n-gram.</summary>
    private static (long[], long[]) ByKeys(ulong[] reference, ulong[] generated, int shift, int order)
    {
        List<long> left = [], right = [];
        for (int i = 0, j = 0; i < reference.Length || j < generated.Length;)
        {
            var a = i < reference.Length ? reference[i] >> shift : ulong.MaxValue;
            var b = j < generated.Length ? generated[j] >> shift : ulong.MaxValue;
            var key = i >= reference.Length ? b : j >= generated.Length ? a : Math.Min(a, b);
            int fromI = i, fromJ = j;
            while (i < reference.Length && reference[i] >> shift == key)
                i++;
            while (j < generated.Length && generated[j] >> shift == key)
                j++;
            if (PackedSpectra.CodesBeforeZero(key << shift) < order)
                continue;
            left.Add(i - fromI);
            right.Add(j - fromJ);
        }
        return ([.. left], [.. right]);
    }

    /// <summary>For any alphabet: an n-gram is named by the name of its first n − 1 symbols and its last symbol.</summary>
    private (long[], long[]) ByNames(int order)
    {
        var names = _texts.Select(documents => documents.Select(document => new int[document.Length]).ToArray()).ToArray();
        List<long>[] counts = [];
        for (var n = 1; n <= order; n++)
        {
            counts = [[], []];
            var known = new Dictionary<long, int>();
            for (var side = 0; side < 2; side++)
                for (var d = 0; d < _texts[side].Count; d++)
                {
                    var symbols = _texts[side][d].Symbols.Span;
                    for (var i = 0; i + n <= symbols.Length; i++)
                    {
                        var key = ((long)names[side][d][i] << 16) | symbols[i + n - 1];
                        if (!known.TryGetValue(key, out var name))
                        {
                            known.Add(key, name = known.Count);
                            counts[0].Add(0);
                            counts[1].Add(0);
                        }
                        counts[side][name]++;
                        names[side][d][i] = name;
                    }
                }
        }
        return ([.. counts[0]], [.. counts[1]]);
    }
}
