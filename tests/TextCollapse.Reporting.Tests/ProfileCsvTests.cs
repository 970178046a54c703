using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.Definitions;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Tests.Reporting;

public sealed class ProfileCsvTests : IDisposable
{
    private const string Study = """
        corpus: { source: "zipf:12,1.0", train: 2000, held_out: 2000, document_length: 100 }
        model: { kind: ngram, order: 2, smoothing: maximum-likelihood }
        generations: 3
        seeds: 1-3
        arms:
        - { name: replace }
        - { name: fresh, mixing.strategy: fresh-real, mixing.real_share: 1 }
        - { name: shuffled, mixing.strategy: shuffled-real }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("profile").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_arm_has_eight_answers_in_the_table_and_in_the_report()
    {
        using var run = RunFolder.Open(Path.Combine(_folder, "run"), StudyPlan.Of(StudyReader.Read(Study, "study")), Study);
        Assert.Empty(new StudyRun(run, new ChainFactory(new Engines())).Run(1, 1));
        var records = RunStore.Read(run);

        Assert.Contains(run.PathOf("profile.csv"), ResultFiles.Write(records));
        var lines = File.ReadAllLines(run.PathOf("profile.csv"));
        Assert.Equal(1 + 3 * CollapseDefinition.All.Count, lines.Length);
        Assert.Equal(["replace", "fresh", "shuffled"], records.Profiles.Select(profile => profile.Arm));
        // The only arm of unchanged real text is the control of both others, and has none itself.
        Assert.Equal(["‘fresh’", "generation 0", "‘fresh’"], records.Profiles.Select(profile => profile.Readings[1].Reference));
        Assert.Contains("generation 0 and ‘fresh’", lines.Single(line => line.StartsWith("replace,7,", StringComparison.Ordinal)),
            StringComparison.Ordinal);

        var page = File.ReadAllText(ReportFile.Write(run));
        Assert.Contains("Eight definitions of collapse", page, StringComparison.Ordinal);
        Assert.All(CollapseDefinition.All, definition => Assert.Contains(definition.Name, page, StringComparison.Ordinal));
    }
}
