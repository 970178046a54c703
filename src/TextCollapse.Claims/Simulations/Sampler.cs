using TextCollapse.Randomness;

namespace TextCollapse.Claims.Simulations;

/// <summary>Draws types from a law by Walker's alias method (Vose 1991): O(V) to make, O(1) a draw.</summary>
internal sealed class Sampler
{
    private readonly double[] _keep;
    private readonly int[] _other;

    /// <summary>A sampler of a law, or of counts: the weights need not sum to 1.</summary>
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
        // What rounding left over is full.
        foreach (var left in small.Concat(large))
            (_keep[left], _other[left]) = (1, left);
    }

    /// <summary>One type.</summary>
    public int Draw(ref RandomStream random)
    {
        var place = random.NextDouble() * _keep.Length;
        var type = (int)place;
        return place - type < _keep[type] ? type : _other[type];
    }

    /// <summary>How often each type comes up in some draws.</summary>
    public int[] Counts(ref RandomStream random, long draws)
    {
        var counts = new int[_keep.Length];
        for (long i = 0; i < draws; i++)
            counts[Draw(ref random)]++;
        return counts;
    }
}
