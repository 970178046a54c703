using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Detection;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Scenarios;

namespace TextCollapse.Studies;

/// <summary>Who can measure: the library's own counters always, ML.NET as the program registers it.</summary>
/// <param name="mlnet">The ML.NET pipeline, or null where this build has none.</param>
public sealed class Pipelines(IMeasuringPipeline? mlnet = null)
{
    internal const string NoNasBert =
        "nas-bert, the text classifier of Microsoft.ML.TorchSharp, does not run with the TorchSharp of the torch engine (docs/dependencies.md says what breaks). Use metrics.detector: logistic.";

    private static readonly LibraryPipeline Library = new();

    /// <summary>
    /// The pipeline that the settings come to. <c>auto</c> is the library's: both give the same numbers, and the library counts all orders in one pass and
    /// scores documents side by side where ML.NET passes over the text for every order and scores document by document.
    /// </summary>
    /// <exception cref="InputException">It is not in this build.</exception>
    public IMeasuringPipeline Choose(Settings settings) => settings["metrics.pipeline"] switch
    {
        "mlnet" => mlnet ?? throw new InputException("metrics.pipeline",
            "this build has no ML.NET (the package feed did not have Microsoft.ML when it was built). Use metrics.pipeline: library, which gives the same numbers."),
        _ => Library,
    };

    /// <summary>The meter of a chain.</summary>
    /// <exception cref="InputException">The pipeline is not in this build, or the detector in none.</exception>
    public GenerationMeter Meter(Settings settings, RealReference real)
    {
        var pipeline = Choose(settings);
        return new GenerationMeter(real, pipeline, Detector(settings, pipeline), UsageProbe.ParseAll(settings["metrics.probes"]))
        {
            Scenario = IScenarioColumns.For(TextSource.Parse(settings["corpus.source"])),
        };
    }

    /// <summary>What decides which columns the arm with these settings has.</summary>
    internal static MeasuredArm Arm(Settings settings) => new(TextSource.Parse(settings["corpus.source"]))
    {
        HasValidation = settings.Int("corpus.validation") > 0,
        HasDetector = settings["metrics.detector"] != "none",
        HasTwin = settings.Flag("metrics.twin"),
        HasTheory = ChainFactory.HasTheory(settings),
        Probes = UsageProbe.ParseAll(settings["metrics.probes"]),
    };

    private static IDetector? Detector(Settings settings, IMeasuringPipeline pipeline) => settings["metrics.detector"] switch
    {
        "none" => null,
        "nas-bert" => throw new InputException("metrics.detector", NoNasBert),
        _ => pipeline.Detector,
    };
}
