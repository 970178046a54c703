using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Detection;

/// <summary>
/// A document as the counts of its character n-grams of the orders 1 … n, scaled to Euclidean length 1: relative frequencies, independent
/// of its length. n-grams that do not occur in the fitted documents are left out before scaling.
/// </summary>
internal sealed class CharacterNgramFeatures
{
    private readonly int _longest;
    private readonly Dictionary<(int Prefix, ushort Last), int> _features = [];

    public CharacterNgramFeatures(int longest, IEnumerable<Document> documents)
    {
        _longest = longest;
        foreach (var document in documents)
            Visit(document.Symbols.Span, learn: true, null);
    }

    /// <summary>The number of features.</summary>
    public int Count => _features.Count;

    /// <summary>The features of one document.</summary>
    public SparseRow Row(Document document)
    {
        var counts = new Dictionary<int, int>();
        Visit(document.Symbols.Span, learn: false, counts);
        var row = counts.OrderBy(pair => pair.Key).ToArray();
        var length = Math.Sqrt(row.Sum(pair => (double)pair.Value * pair.Value));
        return new([.. row.Select(pair => pair.Key)], [.. row.Select(pair => pair.Value / length)]);
    }

    /// <summary>An n-gram is identified by the feature of its first n − 1 characters (−1 for none) and its last character.</summary>
    private void Visit(ReadOnlySpan<ushort> symbols, bool learn, Dictionary<int, int>? counts)
    {
        for (var start = 0; start < symbols.Length; start++)
        {
            var feature = -1;
            for (var at = start; at < Math.Min(symbols.Length, start + _longest); at++)
            {
                var key = (feature, symbols[at]);
                if (!_features.TryGetValue(key, out feature))
                {
                    if (!learn)
                        break;
                    _features.Add(key, feature = _features.Count);
                }
                if (counts is not null)
                    counts[feature] = counts.GetValueOrDefault(feature) + 1;
            }
        }
    }
}

/// <summary>A row of a sparse matrix.</summary>
/// <param name="Indices">Column indices, ascending.</param>
/// <param name="Values">Their values.</param>
internal readonly record struct SparseRow(int[] Indices, double[] Values)
{
    public double Dot(ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        for (var i = 0; i < Indices.Length; i++)
            sum += Values[i] * vector[Indices[i]];
        return sum;
    }

    public void AddTo(Span<double> vector, double times)
    {
        for (var i = 0; i < Indices.Length; i++)
            vector[Indices[i]] += times * Values[i];
    }
}
