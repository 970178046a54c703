namespace TextCollapse.Metrics.FailureModes;

/// <summary>One n-gram that is used more or less than in the reference.</summary>
/// <param name="Ngram">Its characters.</param>
/// <param name="Reference">Its relative frequency in the reference.</param>
/// <param name="Generated">Its relative frequency in the generated text.</param>
/// <param name="Z">
/// Log odds ratio over its standard error: positive if over-used; |z| &gt; 4 is unlikely by chance even among many n-grams.
/// </param>
internal readonly record struct DriftedNgram(string Ngram, double Reference, double Generated, double Z);

/// <summary>
/// The n-grams that a generated text over- and under-uses most: log odds ratio with an informative Dirichlet prior from both texts together
/// (Monroe, Colaresi and Quinn 2008), so that rare n-grams do not rank high by chance.
/// </summary>
internal static class NgramDrift
{
    /// <summary>Total prior count, spread over n-grams by their frequency in both texts.</summary>
    private const double Prior = 100;

    /// <summary>
    /// The <paramref name="most"/> most over-used and most under-used n-grams of <paramref name="order"/> characters, strongest first.
    /// </summary>
    public static (IReadOnlyList<DriftedNgram> OverUsed, IReadOnlyList<DriftedNgram> UnderUsed) Between(
        IEnumerable<string> reference, IEnumerable<string> generated, int order, int most = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        var counts = new Dictionary<string, (long Reference, long Generated)>(StringComparer.Ordinal);
        var n = Count(reference, order, gram =>
            counts[gram] = (counts.GetValueOrDefault(gram).Reference + 1, counts.GetValueOrDefault(gram).Generated));
        var m = Count(generated, order, gram =>
            counts[gram] = (counts.GetValueOrDefault(gram).Reference, counts.GetValueOrDefault(gram).Generated + 1));
        if (n == 0 || m == 0)
            return ([], []);
        var drifted = counts.Select(entry => Drift(entry.Key, entry.Value.Reference, entry.Value.Generated, n, m))
            .OrderByDescending(gram => gram.Z).ThenBy(gram => gram.Ngram, StringComparer.Ordinal).ToArray();
        return ([.. drifted.TakeWhile(gram => gram.Z > 0).Take(most)], [.. drifted.Reverse().TakeWhile(gram => gram.Z < 0).Take(most)]);
    }

    private static DriftedNgram Drift(string gram, double reference, double generated, double n, double m)
    {
        var prior = Prior * (reference + generated) / (n + m);
        double a = generated + prior, b = reference + prior;
        var logOdds = Math.Log(a / (m + Prior - a)) - Math.Log(b / (n + Prior - b));
        return new(gram, reference / n, generated / m, double.IsFinite(logOdds) ? logOdds / Math.Sqrt(1 / a + 1 / b) : 0);
    }

    private static double Count(IEnumerable<string> documents, int order, Action<string> add)
    {
        var all = 0L;
        foreach (var document in documents)
        {
            var starts = new List<int>(document.Length + 1);
            for (var i = 0; i < document.Length; i++)
                if (i == 0 || !char.IsSurrogatePair(document[i - 1], document[i]))
                    starts.Add(i);
            starts.Add(document.Length);
            for (var i = 0; i + order < starts.Count; i++, all++)
                add(document[starts[i]..starts[i + order]]);
        }
        return all;
    }
}
