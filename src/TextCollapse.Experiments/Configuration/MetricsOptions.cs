using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>The section <c>metrics</c>: what is measured beside the standard columns, and by whom. It changes no text.</summary>
public sealed record MetricsOptions
{
    /// <summary>Who scores and counts.</summary>
    [Option("what scores and counts: ML.NET or the library's own counters, which give the same numbers; "
        + "auto: ML.NET where the build has it",
        Choices = ["auto", "library", "mlnet"])]
    public string Pipeline { get; init; } = "auto";

    /// <summary>What tells generated documents from held-out real ones.</summary>
    [Option("what tells generated documents from held-out real ones: the pipeline's logistic regression on character n-grams "
        + "(learns five times per generation), or none; nas-bert is refused, for it does not run with this TorchSharp",
        Choices = ["logistic", "nas-bert", "none"])]
    public string Detector { get; init; } = "none";

    /// <summary>Questions about bias; see <see cref="UsageProbe"/>.</summary>
    [Option("questions about bias, measured in every text: he|she, his|her asks for the share of he among he and she; empty for none")]
    public string Probes { get; init; } = "";

    /// <summary>Whether each chain runs beside a twin whose real text differs in one document.</summary>
    [Option("whether each chain runs beside a twin whose real text differs in one document (feedback instability; twice the time)")]
    public bool Twin { get; init; }

    /// <summary>What cannot be measured, each under its key.</summary>
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
