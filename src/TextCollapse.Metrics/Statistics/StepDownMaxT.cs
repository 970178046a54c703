using TextCollapse.Randomness;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// Step-down max-T (Westfall and Young 1993, algorithm 4.1) by sign flips: p-values of several paired contrasts, adjusted so that the
/// probability of any false finding is at most the level. A seed's sign is flipped in all contrasts at once, so contrasts that share seeds
/// or a baseline are adjusted less than by Holm. The statistic of a contrast is |Σ d| / √(Σ d²), which has the same order as |t| and is
/// finite if all differences are equal. Assumes that seeds are independent and that the differences of a seed are jointly symmetric if no
/// arm differs.
/// </summary>
internal static class StepDownMaxT
{
    /// <summary>Patterns that tie with the observed one must count although their sums may round differently.</summary>
    private const double Tie = 1e-10;

    /// <summary>The adjusted p-values, in the order of the contrasts.</summary>
    /// <param name="differences">By contrast and seed; 0 if a contrast lacks a seed. All finite, all of one length.</param>
    /// <param name="samples">The number of patterns drawn if there are more than <paramref name="largestExact"/> seeds.</param>
    /// <param name="largestExact">The maximum number of seeds for which all patterns are enumerated.</param>
    public static double[] Adjust(IReadOnlyList<double[]> differences, int samples = 100_000,
        int largestExact = SignFlipTest.LargestExact)
    {
        if (differences.Count == 0)
            return [];
        var seeds = differences[0].Length;
        var statistics = differences.Select(Statistic).ToArray();
        // In ascending order, so that the maximum over a contrast and all weaker ones is a running maximum.
        var order = Enumerable.Range(0, differences.Count).OrderBy(k => statistics[k]).ToArray();
        var scaled = order.Select(k => Scaled(differences[k])).ToArray();
        var thresholds = order.Select(k => statistics[k] - Tie).ToArray();
        var (extreme, patterns) = seeds <= largestExact ? Exact(scaled, thresholds, seeds)
            : Sampled(scaled, thresholds, seeds, samples);
        var adjusted = new double[order.Length];
        var running = 0.0;
        for (var k = order.Length - 1; k >= 0; k--)
            adjusted[order[k]] = running = Math.Max(running, (double)extreme[k] / patterns);
        return adjusted;
    }

    private static double Statistic(double[] differences) => Math.Abs(Scaled(differences).Sum());

    /// <summary>Divided by √(Σ d²), without overflow; all 0 if all differences are 0.</summary>
    private static double[] Scaled(double[] differences)
    {
        var largest = differences.Max(Math.Abs);
        if (largest == 0)
            return differences;
        double[] shares = [.. differences.Select(difference => difference / largest)];
        var norm = Math.Sqrt(shares.Sum(share => share * share));
        return [.. shares.Select(share => share / norm)];
    }

    private static (long[] Extreme, long Patterns) Exact(double[][] scaled, double[] thresholds, int seeds)
    {
        // A pattern and its mirror image have the same |sums|, so that the first seed keeps its sign.
        var half = (seeds + 1) / 2;
        var left = SignedSums(scaled, 0, half, fixedFirst: true);
        var right = SignedSums(scaled, half, seeds, fixedFirst: false);
        var extreme = new long[thresholds.Length];
        foreach (var a in left)
            foreach (var b in right)
            {
                var largest = 0.0;
                for (var k = 0; k < thresholds.Length; k++)
                {
                    largest = Math.Max(largest, Math.Abs(a[k] + b[k]));
                    if (largest >= thresholds[k])
                        extreme[k]++;
                }
            }
        return (extreme, (long)left.Length * right.Length);
    }

    /// <summary>The sums over the seeds from … to − 1 of all contrasts, by sign pattern.</summary>
    private static double[][] SignedSums(double[][] scaled, int from, int to, bool fixedFirst)
    {
        double[][] sums = [new double[scaled.Length]];
        for (var seed = from; seed < to; seed++)
        {
            var with = seed;
            double[] Add(double[] sum, int sign) => [.. sum.Select((value, k) => value + sign * scaled[k][with])];
            sums = [.. sums.Select(sum => Add(sum, 1)), .. fixedFirst && seed == from ? [] : sums.Select(sum => Add(sum, -1))];
        }
        return sums;
    }

    /// <summary>
    /// The observed pattern counts as one of the sample, so that p is never 0 and the test stays valid (Phipson and Smyth 2010).
    /// </summary>
    private static (long[] Extreme, long Patterns) Sampled(double[][] scaled, double[] thresholds, int seeds, int samples)
    {
        var random = new RandomKey(0, "max-t", seeds).Stream("patterns");
        var extreme = new long[thresholds.Length];
        Array.Fill(extreme, 1);
        var signs = new double[seeds];
        for (var sample = 0; sample < samples; sample++)
        {
            ulong bits = 0;
            for (var seed = 0; seed < seeds; seed++, bits >>= 1)
            {
                if (seed % 64 == 0)
                    bits = random.NextUInt64();
                signs[seed] = (bits & 1) == 0 ? 1 : -1;
            }
            var largest = 0.0;
            for (var k = 0; k < thresholds.Length; k++)
            {
                var sum = 0.0;
                for (var seed = 0; seed < seeds; seed++)
                    sum += signs[seed] * scaled[k][seed];
                largest = Math.Max(largest, Math.Abs(sum));
                if (largest >= thresholds[k])
                    extreme[k]++;
            }
        }
        return (extreme, samples + 1L);
    }
}
