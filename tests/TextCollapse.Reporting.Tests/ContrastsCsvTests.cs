using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting;

namespace TextCollapse.Tests.Reporting;

public sealed class ContrastsCsvTests : IDisposable
{
    private const string Study = """
        corpus: { source: "zipf:12,1.0", train: 2000, held_out: 400, document_length: 100 }
        model: { kind: ngram, order: 2 }
        generations: 1
        seeds: 1
        arms: [{ name: replace }, { name: real, mixing.strategy: fresh-real, mixing.real_share: 1 }]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("contrasts").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_contrast_has_its_unit_and_says_which_way_collapse_goes()
    {
        using var run = RunFolder.Open(Path.Combine(_folder, "run"), StudyPlan.Of(StudyReader.Read(Study, "study")), Study);
        Assert.Empty(new StudyRun(run, new ChainFactory(new Engines())).Run(1, 1));
        var path = Path.Combine(_folder, "contrasts.csv");
        ContrastsCsv.Write(RunStore.Read(run), path);
        var lines = File.ReadAllLines(path);
        Assert.EndsWith(",family,verdict,difference_at_0,unit,collapse", lines[0], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), line => Assert.Matches(",(primary|exploratory|not-tested),(descriptive|identical|not-tested|not-compared),[^,]*,[^,]+,collapse (raises it|lowers it|may change it in either direction)$",
            line));
        Assert.EndsWith(",bits per character,collapse raises it", lines.Single(line => line.Contains(",bpc_real,level,",
            StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith(",share of n-grams,collapse lowers it", lines.Single(line => line.Contains(",distinct_8,level,",
            StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
