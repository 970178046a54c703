using MathNet.Numerics.Distributions;
using TextCollapse.Randomness;

namespace TextCollapse.Metrics.Statistics;

/// <summary>A mean over chains with its confidence interval. The chain (seed) is the unit, never the document or the generation.</summary>
/// <param name="Mean">Mean over seeds.</param>
/// <param name="Lower">Lower end; undefined for one seed.</param>
/// <param name="Upper">Upper end; undefined for one seed.</param>
/// <param name="Seeds">n.</param>
public readonly record struct SeedInterval(Measurement Mean, Measurement Lower, Measurement Upper, int Seeds)
{
    /// <summary>mean ± t·s/√n, Student's t with n − 1 degrees of freedom.</summary>
    public static SeedInterval Student(ReadOnlySpan<double> values, double confidence = 0.95)
    {
        if (values.IsEmpty)
        {
            var none = Measurement.Undefined("no seed has a value");
            return new(none, none, none, 0);
        }
        var (mean, error) = MeanAndError(values);
        if (values.Length == 1 || !double.IsFinite(mean))
        {
            var undefined = Measurement.Undefined(values.Length == 1 ? "one seed has no spread" : "a seed's value is not finite");
            return new(mean, undefined, undefined, values.Length);
        }
        var half = error * StudentT.InvCDF(0, 1, values.Length - 1, (1 + confidence) / 2);
        return new(mean, mean - half, mean + half, values.Length);
    }

    /// <summary>Percentile bootstrap over seeds; too narrow for fewer than about ten.</summary>
    public static SeedInterval Bootstrap(ReadOnlySpan<double> values, RandomStream random, double confidence = 0.95, int resamples = 2000)
    {
        var student = Student(values, confidence);
        if (!student.Lower.IsDefined)
            return student;
        var means = new double[resamples];
        foreach (ref var mean in means.AsSpan())
        {
            for (var draw = 0; draw < values.Length; draw++)
                mean += values[random.NextInt(values.Length)];
            mean /= values.Length;
        }
        Array.Sort(means);
        return student with
        {
            Lower = Quantiles.InverseCdf(means, (1 - confidence) / 2),
            Upper = Quantiles.InverseCdf(means, (1 + confidence) / 2)
        };
    }

    /// <summary>Sample mean and its standard error.</summary>
    internal static (double Mean, double Error) MeanAndError(ReadOnlySpan<double> values)
    {
        double mean = 0, squares = 0;
        foreach (var value in values)
            mean += value / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / (values.Length - 1) / values.Length));
    }
}
