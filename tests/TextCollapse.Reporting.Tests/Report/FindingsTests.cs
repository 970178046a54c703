using System.Net;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Reporting.Tests.Report;

/// <summary>
/// A maximum-likelihood model gives unseen n-grams probability zero: bits per character exclude them and fall while the model forgets.
/// </summary>
public sealed class FindingsTests : IDisposable
{
    private const string Counting = """
        name: counting
        corpus: { source: "zipf:60,1", train: 300, held_out: 1000, document_length: 1 }
        model: { kind: ngram, order: 1, smoothing: maximum-likelihood }
        generations: 8
        seeds: 1-2
        grid: { mixing.strategy: [replace, accumulate] }
        """;

    private readonly string _path = Directory.CreateTempSubdirectory("verdict").FullName;

    [Fact]
    public void What_has_become_impossible_comes_before_bits_that_leave_it_out()
    {
        var page = Run();
        Assert.Matches("class=\"verdict\">After 8 generations ‘replace’ assigns probability zero to [0-9.]+ % of the held-out real characters "
            + "\\([0-9.]+ % at generation 0\\); ‘accumulate’ stays at [0-9.]+ %\\.", page);
        Assert.Contains("understates the loss of such arms", page, StringComparison.Ordinal);
        Assert.DoesNotContain("the loss on held-out real text of", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_measured_has_no_figure_and_short_documents_are_shown_together()
    {
        var page = Run();
        Assert.DoesNotContain("Distinct 8-grams", page, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_path, "figures", "distinct_8.svg")));
        Assert.True(File.Exists(Path.Combine(_path, "figures", "bpc_real.svg")));
        Assert.Matches("<bdi class=\"text\" dir=\"auto\">([^ <] ){20}", page);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_path, recursive: true);

    private string Run()
    {
        using var folder = RunFolder.Open(_path, StudyPlan.Of(StudyReader.Read(Counting, "study.yaml")), Counting);
        Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(2, 2));
        ResultFiles.Write(folder);
        return WebUtility.HtmlDecode(File.ReadAllText(ReportFile.Write(folder))).Replace('\u00A0', ' ');
    }
}
