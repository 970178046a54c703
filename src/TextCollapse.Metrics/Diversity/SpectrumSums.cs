using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>What the estimators here share.</summary>
internal static class SpectrumSums
{
    public static Measurement NothingSeen => Measurement.Undefined("there are no observations");

    /// <summary>Σ over types of f(count), in rising order of the counts.</summary>
    public static double Sum(this FrequencySpectrum spectrum, Func<long, double> f)
    {
        var sum = 0.0;
        foreach (var (count, types) in spectrum.Classes)
            sum += types * f(count);
        return sum;
    }
}
