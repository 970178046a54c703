using TextCollapse.Randomness;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// Paired sign-flip test (Fisher 1935): if an arm makes no difference, each seed's difference has either sign with equal probability.
/// Two-sided: the share of sign patterns whose |sum| is at least the observed. Assumes only that seeds are independent.
/// </summary>
/// <param name="Pairs">Seeds.</param>
/// <param name="P">The p-value; undefined without pairs, or where a difference is not finite.</param>
/// <param name="MonteCarloError">Standard error of <paramref name="P"/>: 0 up to <see cref="LargestExact"/> pairs.</param>
public readonly record struct SignFlipTest(int Pairs, Measurement P, double MonteCarloError)
{
    /// <summary>All patterns are enumerated up to this many pairs, and sampled beyond.</summary>
    public const int LargestExact = 20;

    /// <summary>The smallest possible p for a number of pairs: 2/2ⁿ. Five seeds cannot reach .05.</summary>
    public static double SmallestP(int pairs) => pairs == 0 ? 1 : Math.Pow(2, 1 - pairs);

    /// <summary>The test. <paramref name="samples"/> patterns are drawn if there are too many to enumerate.</summary>
    public static SignFlipTest Of(ReadOnlySpan<double> differences, int samples = 100_000)
    {
        var n = differences.Length;
        if (n == 0)
            return new(0, Measurement.Undefined("there are no pairs"), 0);
        double sum = 0, scale = 0;
        foreach (var difference in differences)
            (sum, scale) = (sum + difference, scale + Math.Abs(difference));
        if (!double.IsFinite(scale))
            return new(n, Measurement.Undefined("a difference is not finite"), 0);
        // Patterns that tie with the observed one must count although their sums may round differently.
        var threshold = Math.Abs(sum) - 1e-12 * scale;
        return n <= LargestExact ? new(n, Exact(differences, threshold), 0) : Sampled(differences, threshold, samples);
    }

    private static double Exact(ReadOnlySpan<double> differences, double threshold)
    {
        var half = differences.Length / 2;
        var left = SignedSums(differences[..half]);
        var right = SignedSums(differences[half..]);
        long extreme = 0;
        foreach (var a in left)
            foreach (var b in right)
                if (Math.Abs(a + b) >= threshold)
                    extreme++;
        return (double)extreme / left.Length / right.Length;
    }

    private static double[] SignedSums(ReadOnlySpan<double> differences)
    {
        var sums = new double[1 << differences.Length];
        for (int i = 0, length = 1; i < differences.Length; i++, length *= 2)
            for (var pattern = 0; pattern < length; pattern++)
                (sums[pattern], sums[pattern + length]) = (sums[pattern] + differences[i], sums[pattern] - differences[i]);
        return sums;
    }

    /// <summary>
    /// The observed pattern counts as one of the sample, so that p is never 0 and the test stays valid (Phipson and Smyth 2010).
    /// </summary>
    private static SignFlipTest Sampled(ReadOnlySpan<double> differences, double threshold, int samples)
    {
        var random = new RandomKey(0, "sign-flip", differences.Length).Stream("patterns");
        var extreme = 1;
        for (var sample = 0; sample < samples; sample++)
        {
            double sum = 0;
            ulong bits = 0;
            for (var i = 0; i < differences.Length; i++, bits >>= 1)
            {
                if (i % 64 == 0)
                    bits = random.NextUInt64();
                sum += (bits & 1) == 0 ? differences[i] : -differences[i];
            }
            if (Math.Abs(sum) >= threshold)
                extreme++;
        }
        var p = (double)extreme / (samples + 1);
        return new(differences.Length, p, Math.Sqrt(p * (1 - p) / samples));
    }
}
