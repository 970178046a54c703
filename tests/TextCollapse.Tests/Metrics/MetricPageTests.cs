using TextCollapse.Metrics;
using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Tests.Metrics;

public class MetricPageTests
{
    /// <summary>Set to any value to write the page anew.</summary>
    private const string WriteVariable = "TEXTCOLLAPSE_WRITE_DOCS";

    [Fact]
    public void The_page_of_metrics_is_up_to_date()
    {
        var file = Path.Combine(Repository.Root, "docs", "metrics.md");
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, MetricPage.Markdown());
        }
        Assert.True(File.Exists(file) && File.ReadAllText(file) == MetricPage.Markdown(), $"docs/metrics.md is not what the catalogue says: run this test with {WriteVariable}=1.");
    }

    [Fact]
    public void Every_definition_is_complete_and_every_id_is_its_own()
    {
        var all = MetricCatalogue.All.Concat(GenerationMetrics.All).Concat(FormulaMetrics.All).ToList();
        Assert.All(all, metric => Assert.DoesNotContain("", new[] { metric.Id, metric.Unit, metric.Question, metric.Definition, metric.Source, metric.Cost, metric.Validity }));
        Assert.Equal(all.Count, all.Select(metric => metric.Id).Distinct().Count());
    }

    [Fact]
    public void Failure_modes_are_read_from_columns_that_are_documented()
    {
        var documented = MetricCatalogue.All.Concat(GenerationMetrics.All).SelectMany(metric => metric.Columns).Append("twin_divergence").ToHashSet();
        Assert.All(FailureModeDefinition.All.SelectMany(mode => mode.Columns), column => Assert.Contains(column, documented));
    }
}
