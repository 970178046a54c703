using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Coverage;

/// <summary>
/// The rarest of the real text: of the n-grams that stand exactly once in it, the share that a generation still writes. It falls first and most.
/// For a maximum-likelihood model that is replaced each generation, s₁ = 1 − 1/e and s_(k+1) = 1 − exp(−s_k) (Suresh et al. 2024).
/// </summary>
public sealed class HapaxRetention
{
    private readonly int _order;
    private readonly ulong[] _hapaxes;

    /// <summary>Finds the n-grams of <paramref name="order"/> characters that stand once in <paramref name="real"/>; n-grams never cross documents.</summary>
    public HapaxRetention(Corpus real, int order)
    {
        _order = order;
        var keys = NgramKeys.Sorted(real.Documents, order);
        _hapaxes = [.. keys.Where((key, i) => (i == 0 || keys[i - 1] != key) && (i == keys.Length - 1 || keys[i + 1] != key))];
    }

    /// <summary>The share that <paramref name="written"/> (of the same alphabet) holds, 0 to 1.</summary>
    public Measurement Measure(Corpus written)
    {
        var found = new bool[_hapaxes.Length];
        NgramKeys.Mark(_hapaxes, NgramKeys.Sorted(written.Documents, _order), found);
        return Measurement.Ratio(found.Count(one => one), _hapaxes.Length, "no n-gram stands exactly once in the real text");
    }
}
