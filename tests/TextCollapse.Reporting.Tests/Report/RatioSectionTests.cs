using TextCollapse.Reporting.Report;
using TextCollapse.Studies;

namespace TextCollapse.Reporting.Tests.Report;

public sealed class RatioSectionTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("ratios").FullName;

    [Fact]
    public void The_picture_by_the_share_of_real_text_has_each_threshold_of_the_study_as_it_is_in_threshold_csv()
    {
        var page = Run("[0, 0.5, 1]");
        var estimated = File.ReadAllLines(Path.Combine(_path, "threshold.csv")).Skip(1).Select(line => line.Split(',')).Select(row => string.Join(',', row[3..6])).ToArray();
        Assert.Equal(2, estimated.Length);
        var drawn = File.ReadAllLines(Path.Combine(_path, "figures", "real_share.csv")).Where(line => line.Contains(",threshold,", StringComparison.Ordinal) || line.Contains("\",threshold,", StringComparison.Ordinal)).ToArray();
        Assert.Equal(estimated.Order(), drawn.Select(line => line[(line.LastIndexOf("threshold,", StringComparison.Ordinal) + 10)..].Replace(",,", ",", StringComparison.Ordinal)).Order());
        Assert.Contains("fixed-real stops at 0.", File.ReadAllText(Path.Combine(_path, "figures", "real_share.svg")), StringComparison.Ordinal);
        Assert.Contains("fresh-real stops at 0.", page, StringComparison.Ordinal);
        Assert.Contains("An upright line stands where collapse stops", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_arm_of_real_text_alone_no_threshold_is_drawn_or_spoken_of()
    {
        Assert.DoesNotContain("stops at", Run("[0, 0.5, 0.9]"), StringComparison.Ordinal);
        Assert.DoesNotContain("threshold", File.ReadAllText(Path.Combine(_path, "figures", "real_share.csv")), StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_path, recursive: true);

    private string Run(string shares)
    {
        var study = $$"""
            name: ratios
            corpus: { source: "zipf:12,1.0", train: 3000, held_out: 400, document_length: 100 }
            model: { kind: ngram, order: 2 }
            generations: 2
            seeds: 1-3
            grid: { mixing.strategy: [fixed-real, fresh-real], mixing.real_share: {{shares}} }
            """;
        using var folder = RunFolder.Open(_path, StudyPlan.Of(StudyReader.Read(study, "study.yaml")), study);
        Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(2, 2));
        Results.Write(folder);
        return File.ReadAllText(ReportFile.Write(folder));
    }
}
