using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Detection;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Scenarios;

namespace TextCollapse.Experiments.Measuring;

/// <summary>The available measuring pipelines: always the library's own counters, and ML.NET if it is in the build and works.</summary>
/// <param name="mlnet">The ML.NET pipeline; null if unavailable.</param>
/// <param name="unavailable">Why it is unavailable, as a sentence without the full stop; null for a build without ML.NET.</param>
public sealed class Pipelines(IMeasuringPipeline? mlnet = null, string? unavailable = null)
{
    private const string NotInBuild =
        "this build has no ML.NET (the package feed did not have Microsoft.ML when it was built, or HasMLNet was false)";

    internal const string NoNasBert =
        "nas-bert, the text classifier of Microsoft.ML.TorchSharp, does not run with the TorchSharp of the torch engine "
            + "(see docs/dependencies.md). Use metrics.detector: logistic.";

    private static readonly LibraryPipeline Library = new();

    /// <summary>The pipeline that <c>metrics.pipeline</c> selects; <c>auto</c> is ML.NET if available. Both give the same values.</summary>
    /// <exception cref="InputException"><c>mlnet</c> is selected but not available.</exception>
    public IMeasuringPipeline Choose(ArmOptions arm) => arm.Metrics.Pipeline switch
    {
        "library" => Library,
        "mlnet" => mlnet ?? throw new InputException("metrics.pipeline",
            $"{unavailable ?? NotInBuild}. Use metrics.pipeline: library, which gives the same values."),
        _ => mlnet ?? Library,
    };

    /// <summary>The meter of a chain.</summary>
    /// <exception cref="InputException">The pipeline or the detector is not available.</exception>
    public GenerationMeter Meter(ArmOptions arm, RealReference real) =>
        new(real, Choose(arm), Detector(arm.Metrics), UsageProbe.ParseAll(arm.Metrics.Probes))
        {
            Scenario = IScenarioColumns.For(TextSource.Parse(arm.Corpus.Source)),
        };

    /// <summary>The properties of an arm that determine its columns.</summary>
    internal static MeasuredArm Arm(ArmOptions arm) => new(TextSource.Parse(arm.Corpus.Source))
    {
        HasValidation = arm.Corpus.Validation > 0,
        HasDetector = arm.Metrics.Detector != "none",
        HasTwin = arm.Metrics.Twin,
        HasTheory = ChainFactory.HasTheory(arm),
        Probes = UsageProbe.ParseAll(arm.Metrics.Probes),
    };

    private static LogisticDetector? Detector(MetricsOptions metrics) => metrics.Detector switch
    {
        "none" => null,
        "nas-bert" => throw new InputException("metrics.detector", NoNasBert),
        _ => new LogisticDetector(),
    };
}
