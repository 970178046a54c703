using MathNet.Numerics.Interpolation;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// A decreasing curve through noisy values: isotonic regression by pooling adjacent violators (Ayer et al. 1955; Barlow et al. 1972),
/// joined by monotone cubics (Fritsch and Carlson 1980), so that a curved decrease is not approximated by straight lines.
/// </summary>
internal sealed class MonotoneFit
{
    private const int Halvings = 60;

    private readonly double[] _x, _y;

    private MonotoneFit(double[] x, double[] y) => (_x, _y) = (x, y);

    /// <summary>The least-squares fit that never rises.</summary>
    /// <param name="x">Ascending values.</param>
    /// <param name="values">The values at <paramref name="x"/>, with equal weights.</param>
    public static MonotoneFit Falling(IReadOnlyList<double> x, IReadOnlyList<double> values)
    {
        var pools = new Stack<(double Sum, int Count)>();
        foreach (var value in values)
        {
            var pool = (Sum: value, Count: 1);
            while (pools.TryPeek(out var before) && before.Sum / before.Count < pool.Sum / pool.Count)
            {
                pools.Pop();
                pool = (pool.Sum + before.Sum, pool.Count + before.Count);
            }
            pools.Push(pool);
        }
        return new([.. x], [.. pools.Reverse().SelectMany(pool => Enumerable.Repeat(pool.Sum / pool.Count, pool.Count))]);
    }

    /// <summary>The fitted values.</summary>
    public IReadOnlyList<double> Values => _y;

    /// <summary>The neighbouring x between which the fit falls to a level; the first x twice if it is never above it.</summary>
    /// <param name="level">At least the last fitted value.</param>
    public (double Lower, double Upper) Bracket(double level)
    {
        var above = _y.Count(y => y > level);
        return above == 0 ? (_x[0], _x[0]) : (_x[above - 1], _x[Math.Min(above, _x.Length - 1)]);
    }

    /// <summary>The x at which the curve falls to a level; the first x if it is never above it.</summary>
    public double Crossing(double level)
    {
        var (lower, upper) = Bracket(level);
        if (lower == upper)
            return lower;
        var curve = _x.Length < 3 ? (IInterpolation)LinearSpline.InterpolateSorted(_x, _y) : CubicSpline.InterpolatePchipSorted(_x, _y);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (lower + upper) / 2;
            (lower, upper) = curve.Interpolate(middle) > level ? (middle, upper) : (lower, middle);
        }
        return upper;
    }
}
