using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>Common helpers of the estimators.</summary>
internal static class SpectrumSums
{
    public static Measurement NothingSeen => Measurement.Undefined("there are no observations");

    /// <summary>Σ over types of f(count), in ascending order of the counts.</summary>
    public static double Sum(this FrequencySpectrum spectrum, Func<long, double> f)
    {
        var sum = 0.0;
        foreach (var (count, types) in spectrum.Classes)
            sum += types * f(count);
        return sum;
    }
}
