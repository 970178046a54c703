using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

public static partial class EntropyEstimators
{
    /// <summary>Below this coverage more than half of the source is unseen and no estimator is to be believed.</summary>
    public const double LeastCoverage = 0.5;

    /// <summary>The estimate to report: Chao–Wang–Jost, undefined where the sample's coverage is below <see cref="LeastCoverage"/>.</summary>
    public static Measurement Trusted(FrequencySpectrum spectrum)
    {
        var coverage = SampleCoverage.ChaoJost(spectrum);
        return coverage.IsDefined && coverage.Value < LeastCoverage
            ? Measurement.Undefined("the sample's coverage is below one half")
            : ChaoWangJost(spectrum);
    }
}
