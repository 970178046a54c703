using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Detection;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Settings;

namespace TextCollapse.Studies;

/// <summary>Who can measure: the library's own counters always, ML.NET as the program registers it.</summary>
/// <param name="mlnet">The ML.NET pipeline, or null where this build has none.</param>
public sealed class Pipelines(IMeasuringPipeline? mlnet = null)
{
    internal const string NoNasBert =
        "nas-bert, the text classifier of Microsoft.ML.TorchSharp, does not run with the TorchSharp of the torch engine (docs/dependencies.md says what breaks). Use metrics.detector: logistic.";

    private static readonly LibraryPipeline Library = new();

    /// <summary>
    /// The pipeline that the options come to. <c>auto</c> is the library's: both give the same numbers, and the library counts all orders
    /// in one pass and
    /// scores documents side by side where ML.NET passes over the text for every order and scores document by document.
    /// </summary>
    /// <exception cref="InputException">It is not in this build.</exception>
    public IMeasuringPipeline Choose(ArmOptions arm) => arm.Metrics.Pipeline switch
    {
        "mlnet" => mlnet ?? throw new InputException("metrics.pipeline",
            "this build has no ML.NET (the package feed did not have Microsoft.ML when it was built). Use metrics.pipeline: library, which gives the same numbers."),
        _ => Library,
    };

    /// <summary>The meter of a chain.</summary>
    /// <exception cref="InputException">The pipeline is not in this build, or the detector in none.</exception>
    public GenerationMeter Meter(ArmOptions arm, RealText real)
    {
        var pipeline = Choose(arm);
        return new GenerationMeter(real, pipeline, Detector(arm.Metrics, pipeline), UsageProbe.ParseAll(arm.Metrics.Probes))
        {
            Setting = ISettingColumns.For(TextSource.Parse(arm.Corpus.Source)),
        };
    }

    private static IDetector? Detector(MetricsOptions metrics, IMeasuringPipeline pipeline) => metrics.Detector switch
    {
        "none" => null,
        "nas-bert" => throw new InputException("metrics.detector", NoNasBert),
        _ => pipeline.Detector,
    };
}
