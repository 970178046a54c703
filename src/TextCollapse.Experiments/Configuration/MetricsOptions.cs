using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>
/// The section <c>metrics</c>: measurements in addition to the standard columns, and the pipeline that computes them. It does not change
/// any text.
/// </summary>
public sealed record MetricsOptions
{
    /// <summary>The pipeline that scores and counts.</summary>
    [Option("the pipeline that scores and counts: ML.NET or the library's own counters, which give the same values; "
        + "auto: ML.NET if the build includes it",
        Choices = ["auto", "library", "mlnet"])]
    public string Pipeline { get; init; } = "auto";

    /// <summary>The detector that distinguishes generated documents from held-out real ones.</summary>
    [Option("the detector of generated documents among held-out real ones: the pipeline's logistic regression on character n-grams "
        + "(trained five times per generation), or none; nas-bert is rejected because it does not run with this TorchSharp",
        Choices = ["logistic", "nas-bert", "none"])]
    public string Detector { get; init; } = "none";

    /// <summary>Bias probes; see <see cref="UsageProbe"/>.</summary>
    [Option("bias probes, measured in every text: he|she, his|her measures the share of he among he and she; empty for none")]
    public string Probes { get; init; } = "";

    /// <summary>Whether each chain runs together with a twin whose real text differs in one document.</summary>
    [Option("whether each chain runs together with a twin whose real text differs in one document (feedback instability; twice the time)")]
    public bool Twin { get; init; }

    /// <summary>Problems of these options, each with its key.</summary>
    internal IEnumerable<Problem> Check()
    {
        if (Detector == "nas-bert")
            yield return new Problem("metrics.detector", Pipelines.NoNasBert);
        foreach (var problem in CheckProbes())
            yield return problem with { Place = "metrics.probes" };
    }

    private IReadOnlyList<Problem> CheckProbes()
    {
        try
        {
            UsageProbe.ParseAll(Probes);
            return [];
        }
        catch (InputException e)
        {
            return e.Problems;
        }
    }
}
