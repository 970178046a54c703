using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Coverage;

/// <summary>
/// The rarest of the real text: of the n-grams that stand exactly once in it, the share that a generation still writes. It falls first and most.
/// For a maximum-likelihood model that is replaced each generation, s₁ = 1 − 1/e and s_(k+1) = 1 − exp(−s_k) (Suresh et al. 2024).
/// </summary>
public sealed class HapaxRetention
{
    private readonly int _order;
    private readonly HashSet<ulong>? _hapaxes;

    /// <summary>Finds the n-grams of <paramref name="order"/> characters that stand once in <paramref name="real"/>; n-grams never cross documents.</summary>
    public HapaxRetention(Corpus real, int order)
    {
        _order = order;
        if (Math.Pow(real.Alphabet.Size, order) >= ulong.MaxValue)
            return;
        var seen = new Dictionary<ulong, bool>();
        foreach (var key in Keys(real))
            seen[key] = seen.ContainsKey(key);
        _hapaxes = [.. seen.Where(entry => !entry.Value).Select(entry => entry.Key)];
    }

    /// <summary>The share that <paramref name="written"/> (of the same alphabet) holds, 0 to 1.</summary>
    public Measurement Measure(Corpus written)
    {
        if (_hapaxes is null)
            return Measurement.Undefined($"{_order}-grams of this alphabet do not fit 64 bits");
        var found = new HashSet<ulong>();
        foreach (var key in Keys(written))
            if (_hapaxes.Contains(key))
                found.Add(key);
        return Measurement.Ratio(found.Count, _hapaxes.Count, "no n-gram stands exactly once in the real text");
    }

    private IEnumerable<ulong> Keys(Corpus corpus)
    {
        var size = (ulong)corpus.Alphabet.Size;
        ulong all = 1;
        for (var i = 0; i < _order; i++)
            all *= size;
        foreach (var document in corpus.Documents)
        {
            ulong key = 0;
            for (var at = 0; at < document.Length; at++)
            {
                key = (key * size + document.Symbols.Span[at]) % all;
                if (at >= _order - 1)
                    yield return key;
            }
        }
    }
}
