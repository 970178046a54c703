using TextCollapse.Metrics;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Tests;

namespace TextCollapse.Claims.Tests;

public class MetricPageTests
{
    /// <summary>Set to any value to write the page again.</summary>
    private const string WriteVariable = "TEXTCOLLAPSE_WRITE_DOCS";

    [Fact]
    public void The_page_of_metrics_is_up_to_date()
    {
        var file = Path.Combine(Repository.Root, "docs", "metrics.md");
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, MetricPage.Markdown(ColumnCatalogue.Sections));
        }
        Assert.True(File.Exists(file) && File.ReadAllText(file) == MetricPage.Markdown(ColumnCatalogue.Sections),
            $"docs/metrics.md is not what the catalogue says: run this test with {WriteVariable}=1.");
    }

    [Fact]
    public void Every_definition_is_complete_and_every_id_is_its_own()
    {
        foreach (var (_, columns) in ColumnCatalogue.Sections)
        {
            Assert.All(columns, column => Assert.DoesNotContain("", new[] { column.Id, column.Unit, column.Label, column.Question,
                column.Formula, column.Source, column.Cost, column.Validity }));
            Assert.Equal(columns.Count, columns.Select(column => column.Id).Distinct().Count());
        }
    }

    [Fact]
    public void Failure_modes_are_read_from_columns_that_are_documented()
    {
        var documented = ColumnCatalogue.Sections.SelectMany(section => section.Columns).SelectMany(column => column.Columns).ToHashSet();
        Assert.All(FailureModeDefinition.All.SelectMany(mode => mode.Columns), column => Assert.Contains(column, documented));
    }
}
