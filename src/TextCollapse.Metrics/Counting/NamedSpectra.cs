using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// Spectra for any alphabet: an n-gram is numbered by the number of its first n − 1 symbols and its last symbol. One dictionary per order;
/// the plain reference implementation of <see cref="PackedSpectra"/>.
/// </summary>
internal static class NamedSpectra
{
    public static NgramSpectra Count(IReadOnlyList<Document> documents)
    {
        var prefixes = documents.Select(document => new int[document.Length]).ToArray();
        var tallies = new OrderTallies();
        for (var order = 1; order <= NgramSpectra.Orders; order++)
            Count(documents, prefixes, order, tallies);
        return new NgramSpectra(tallies);
    }

    /// <summary>Tallies one order; <paramref name="names"/> holds the (n − 1)-gram at each position and receives the n-gram.</summary>
    private static void Count(IReadOnlyList<Document> documents, int[][] names, int order, OrderTallies tallies)
    {
        var known = new Dictionary<long, int>();
        var counts = new List<(long All, long Ending)>();
        for (var d = 0; d < documents.Count; d++)
        {
            var symbols = documents[d].Symbols.Span;
            for (var i = 0; i + order <= symbols.Length; i++)
            {
                var key = ((long)names[d][i] << 16) | symbols[i + order - 1];
                if (!known.TryGetValue(key, out var name))
                {
                    known.Add(key, name = counts.Count);
                    counts.Add((0, 0));
                }
                counts[name] = (counts[name].All + 1, counts[name].Ending + (i + order == symbols.Length ? 1 : 0));
                names[d][i] = name;
            }
        }
        foreach (var (all, ending) in counts)
            tallies.Add(order, all, ending);
    }
}
