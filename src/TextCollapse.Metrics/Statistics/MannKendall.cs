using System.Numerics;
using MathNet.Numerics;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// Mann–Kendall statistic of a series: how many pairs rise minus how many fall (Mann 1945; Kendall 1975). For description only: the
/// generations of one recursive chain depend on each other, and on a random walk of 10 generations its p is below .05 half of the time.
/// For a test use <see cref="TrendTest"/> over seeds.
/// </summary>
/// <param name="S">Rising minus falling pairs.</param>
/// <param name="Variance">Of S under exchangeability, corrected for ties.</param>
/// <param name="Z">S moved by 1 towards 0, over its standard deviation; 0 where the variance is 0.</param>
/// <param name="NormalP">Two-sided p from Z.</param>
/// <param name="ExactP">Two-sided p over all orderings of the values, up to <see cref="LongestExact"/> of them.</param>
/// <param name="Tau">S over the number of pairs.</param>
/// <param name="Slope">Theil–Sen slope per step.</param>
internal sealed record MannKendall(
    Measurement S, Measurement Variance, Measurement Z, Measurement NormalP, Measurement ExactP, Measurement Tau, Measurement Slope)
{
    /// <summary>Series up to this length get an exact p.</summary>
    public const int LongestExact = 64;

    /// <summary>Describes a series in order of time; undefined for fewer than two values, or where one is not a number.</summary>
    public static MannKendall Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 2 || values.IndexOf(double.NaN) >= 0)
        {
            var undefined = Measurement.Undefined(values.Length < 2 ? "a trend needs two values" : "a value is not a number");
            return new(undefined, undefined, undefined, undefined, undefined, undefined, undefined);
        }
        double n = values.Length, s = 0;
        for (var i = 0; i < values.Length; i++)
            for (var j = 0; j < i; j++)
                s += values[i].CompareTo(values[j]);
        var ties = values.ToArray().GroupBy(value => value).Select(group => group.Count()).ToArray();
        var variance = (n * (n - 1) * (2 * n + 5) - ties.Sum(t => t * (t - 1.0) * (2 * t + 5))) / 18;
        var z = variance == 0 ? 0 : (s - Math.Sign(s)) / Math.Sqrt(variance);
        return new(s, variance, z, SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2)), ExactTwoSided(ties, (int)Math.Abs(s)),
            s / (n * (n - 1) / 2),
            TheilSen.Slope(values));
    }

    /// <summary>
    /// The share of orderings with |S| at least as large. Orderings of a multiset by inversions have the q-multinomial coefficient as
    /// generating
    /// function, and S = (untied pairs) − 2·inversions: no ordering needs to be listed.
    /// </summary>
    private static Measurement ExactTwoSided(int[] ties, int s)
    {
        var n = ties.Sum();
        if (n > LongestExact)
            return Measurement.Undefined($"exact up to {LongestExact} values");
        var untied = (n * n - ties.Sum(t => t * t)) / 2;
        var orderings = new BigInteger[untied + 1];
        orderings[0] = 1;
        var placed = 0;
        foreach (var t in ties)
            for (var j = 1; j <= t; j++)
            {
                placed++;
                for (var i = untied; i >= placed; i--)
                    orderings[i] -= orderings[i - placed];
                for (var i = j; i <= untied; i++)
                    orderings[i] += orderings[i - j];
            }
        BigInteger all = 0, extreme = 0;
        for (var inversions = 0; inversions <= untied; inversions++)
        {
            all += orderings[inversions];
            if (Math.Abs(untied - 2 * inversions) >= s)
                extreme += orderings[inversions];
        }
        return Math.Exp(BigInteger.Log(extreme) - BigInteger.Log(all));
    }
}
