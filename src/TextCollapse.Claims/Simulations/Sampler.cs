using TextCollapse.Randomness;

namespace TextCollapse.Claims.Simulations;

/// <summary>Draws types from a distribution by Walker's alias method (Vose 1991): O(V) setup, O(1) per draw.</summary>
internal sealed class Sampler
{
    private readonly double[] _keep;
    private readonly int[] _other;

    /// <summary>Creates a sampler from weights, which need not sum to 1.</summary>
    public Sampler(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        (_keep, _other) = (new double[weights.Length], new int[weights.Length]);
        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var i = 0; i < weights.Length; i++)
        {
            _keep[i] = weights[i] / sum * weights.Length;
            (_keep[i] < 1 ? small : large).Push(i);
        }
        while (small.Count > 0 && large.Count > 0)
        {
            var (poor, rich) = (small.Pop(), large.Pop());
            _other[poor] = rich;
            _keep[rich] -= 1 - _keep[poor];
            (_keep[rich] < 1 ? small : large).Push(rich);
        }
        // Entries left over by rounding are full.
        foreach (var left in small.Concat(large))
            (_keep[left], _other[left]) = (1, left);
    }

    /// <summary>Draws one type.</summary>
    public int Draw(ref RandomStream random)
    {
        var place = random.NextDouble() * _keep.Length;
        var type = (int)place;
        return place - type < _keep[type] ? type : _other[type];
    }

    /// <summary>The counts of each type in a number of draws.</summary>
    public int[] Counts(ref RandomStream random, long draws)
    {
        var counts = new int[_keep.Length];
        for (long i = 0; i < draws; i++)
            counts[Draw(ref random)]++;
        return counts;
    }
}
