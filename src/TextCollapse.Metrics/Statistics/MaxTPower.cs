using TextCollapse.Randomness;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// The power of step-down max-T: the probability that a contrast with a given difference is found while no other one differs, by simulation
/// of normal differences with given standard deviations and correlations. Deterministic.
/// </summary>
public sealed class MaxTPower
{
    private const int Studies = 1000, Patterns = 300, LargestExact = 9, MostSeeds = 64;

    private readonly double[][] _factors;
    private readonly int _contrast;
    private readonly double _alpha;

    private MaxTPower(double[][] factors, int contrast, double alpha) => (_factors, _contrast, _alpha) = (factors, contrast, alpha);

    /// <summary>The standard deviation over seeds of the target difference.</summary>
    public double StandardDeviation => Math.Sqrt(_factors[_contrast].Sum(factor => factor * factor));

    /// <summary>The index of the target contrast: the one with the largest standard deviation.</summary>
    public int Contrast => _contrast;

    /// <summary>From differences of a pilot, by contrast and seed; the contrast with the largest variance is the target.</summary>
    /// <param name="differences">At least one contrast and two seeds, all finite and not all constant.</param>
    /// <param name="alpha">The level.</param>
    public static MaxTPower FromPilot(IReadOnlyList<IReadOnlyList<double>> differences, double alpha)
    {
        double[][] factors = [.. differences.Select(seeds =>
        {
            var mean = seeds.Average();
            return seeds.Select(difference => (difference - mean) / Math.Sqrt(seeds.Count - 1)).ToArray();
        })];
        var widest = Enumerable.Range(0, factors.Length).MaxBy(k => factors[k].Sum(factor => factor * factor));
        return new(factors, widest, alpha);
    }

    /// <summary>From one standard deviation for all contrasts, which correlate by ½ as arms with a common baseline do.</summary>
    /// <param name="contrasts">How many, at least 1.</param>
    /// <param name="deviation">Above 0.</param>
    /// <param name="alpha">The level.</param>
    public static MaxTPower From(int contrasts, double deviation, double alpha)
    {
        var factor = deviation * Math.Sqrt(0.5);
        double[] Row(int contrast)
        {
            var row = new double[contrasts + 1];
            (row[0], row[contrast + 1]) = (factor, factor);
            return row;
        }
        return new([.. Enumerable.Range(0, contrasts).Select(Row)], 0, alpha);
    }

    /// <summary>The minimum number of seeds for which anything can be significant: 2/2ⁿ is at most the level.</summary>
    public static int LeastSeeds(double alpha)
    {
        var seeds = 1;
        while (SignFlipTest.SmallestP(seeds) > alpha)
            seeds++;
        return seeds;
    }

    /// <summary>The probability of finding a difference of <paramref name="effect"/> with a number of seeds, 0 to 1.</summary>
    public double Of(double effect, int seeds)
    {
        if (SignFlipTest.SmallestP(seeds) > _alpha)
            return 0;
        var found = 0;
        Parallel.For(0, Studies, study =>
        {
            if (StepDownMaxT.Adjust(Draw(effect, seeds, study), Patterns, LargestExact)[_contrast] <= _alpha)
                Interlocked.Increment(ref found);
        });
        return (double)found / Studies;
    }

    /// <summary>The minimum number of seeds with this power, or null if 64 are not enough.</summary>
    public int? SeedsFor(double effect, double power)
    {
        var (least, most) = (LeastSeeds(_alpha), MostSeeds);
        if (Of(effect, most) < power)
            return null;
        while (least < most)
        {
            var middle = (least + most) / 2;
            (least, most) = Of(effect, middle) >= power ? (least, middle) : (middle + 1, most);
        }
        return most;
    }

    private double[][] Draw(double effect, int seeds, int study)
    {
        var random = new RandomKey(1, "max-t power", seeds).Stream("differences", study);
        var differences = _factors.Select(_ => new double[seeds]).ToArray();
        var normal = new double[_factors[0].Length];
        for (var seed = 0; seed < seeds; seed++)
        {
            foreach (ref var z in normal.AsSpan())
                z = random.NextNormal();
            for (var k = 0; k < differences.Length; k++)
                differences[k][seed] = _factors[k].Zip(normal, (factor, z) => factor * z).Sum() + (k == _contrast ? effect : 0);
        }
        return differences;
    }
}
