using System.Net;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Reporting.Tests.Report;

public sealed class RealShareSectionTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("ratios").FullName;

    [Fact]
    public void The_picture_by_the_share_of_real_text_has_each_threshold_of_the_study_as_it_is_in_threshold_csv()
    {
        var page = Run("mixing.real_share: [0, 0.5, 1]");
        var estimated = Lines("threshold.csv").Skip(1).Where(row => row[3] == "0.02").Select(row => (Series: row[0], Numbers: string.Join(',', row[5..8]))).Order()
            .ToArray();
        Assert.Equal(["fixed-real", "fresh-real"], estimated.Select(one => one.Series));
        var drawn = Lines("figures/real_share.csv").Where(row => row.Contains("threshold"))
            .Select(row => string.Join(',', row[^4], row[^2], row[^1]));
        Assert.Equal(estimated.Select(one => one.Numbers).Order(), drawn.Order());
        Assert.Contains("fixed-real stops at ", File.ReadAllText(Path.Combine(_path, "figures", "real_share.svg")),
            StringComparison.Ordinal);
        Assert.Contains("fresh-real stops at ", page, StringComparison.Ordinal);
        Assert.Contains("A vertical line marks the share at which collapse stops", page, StringComparison.Ordinal);
        // The first sentence answers the question of the study.
        Assert.Matches("class=\"verdict\">Collapse stops at a share of real text of [0-9.]+ % .*\\(fixed-real\\) and [0-9.]+ % .*\\(fresh-real\\)", page);
    }

    [Fact]
    public void A_second_grid_axis_gives_a_series_of_its_own_to_each_of_its_values()
    {
        Run("mixing.real_share: [0, 0.5, 1], model.order: [1, 3]");
        var points = Lines("figures/real_share.csv").Where(row => row.Contains("measured"))
            .ToLookup(row => string.Join(',', row[..^5]).Trim('"'), row => row[^4]);
        string[] series = ["fixed-real, order 1", "fixed-real, order 3", "fresh-real, order 1", "fresh-real, order 3"];
        Assert.Equal(series, points.Select(one => one.Key).Order());
        Assert.All(points, one => Assert.Equal(["0", "0.5", "1"], one));
        Assert.Equal(series, File.ReadAllLines(Path.Combine(_path, "threshold.csv")).Skip(1).Select(line => line.Split('"')[1]).Distinct().Order());
    }

    [Fact]
    public void Without_an_arm_of_real_text_alone_no_threshold_is_drawn_or_spoken_of()
    {
        Assert.DoesNotContain("stops at", Run("mixing.real_share: [0, 0.5, 0.9]"), StringComparison.Ordinal);
        Assert.DoesNotContain("threshold", File.ReadAllText(Path.Combine(_path, "figures", "real_share.csv")), StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_path, recursive: true);

    private string[][] Lines(string file) => [.. File.ReadLines(Path.Combine(_path, file)).Select(line => line.Split(','))];

    private string Run(string grid)
    {
        var study = $$"""
            name: ratios
            corpus: { source: "zipf:12,1.0", train: 3000, held_out: 400, document_length: 100 }
            model: { kind: ngram, order: 2 }
            generations: 2
            seeds: 1-3
            grid: { mixing.strategy: [fixed-real, fresh-real], {{grid}} }
            """;
        using var folder = RunFolder.Open(_path, StudyPlan.Of(StudyReader.Read(study, "study.yaml")), study);
        Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(2, 2));
        ResultFiles.Write(folder);
        return WebUtility.HtmlDecode(File.ReadAllText(ReportFile.Write(folder))).Replace('\u00A0', ' ');
    }
}
