using TextCollapse.Experiments.Storage;
using TextCollapse.Files;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

/// <summary>
/// Writes the report of a run: one self-contained HTML file, and each figure as SVG with a CSV file of the plotted values. Reads only the
/// files of the run; the report of a running study covers the generations finished so far.
/// </summary>
public static class ReportFile
{
    /// <summary>
    /// The file in the folder of a run with the training time of its engine and an estimate for the other engine; only runs of neural
    /// models have it.
    /// </summary>
    public const string EngineCost = "engines.txt";

    /// <summary>
    /// Width of a figure's file in pixels: at the text width of an article (345 points) its labels are set in 7.7 points.
    /// </summary>
    private const double FileWidth = 540;

    /// <summary>
    /// Writes <c>report.html</c> (or <paramref name="path"/>) and <c>figures/</c> in the same folder; returns the path of the page.
    /// </summary>
    /// <exception cref="InputException">There is no finished generation, or a file is damaged.</exception>
    public static string Write(RunFolder folder, string? path = null)
    {
        path ??= folder.PathOf("report.html");
        var data = new ReportData(RunStore.Read(folder));
        ReportSection[] sections = [.. ReportSections.All(data).Where(section => section.HasContent)];
        var figures = Folders.Create(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "figures"));
        foreach (var figure in sections.SelectMany(section => section.Figures))
        {
            AtomicFile.WriteText(Path.Combine(figures, $"{figure.Name}.svg"), (figure with { Width = FileWidth }).File());
            figure.Table().Save(Path.Combine(figures, $"{figure.Name}.csv"));
        }
        var style = Resource("report.css") + FigureStyle.Css;
        AtomicFile.WriteText(path,
            HtmlPage.Render<ReportBody>($"{folder.Plan.Study} · TextCollapse", style, Resource("report.js"), new Dictionary<string, object?>
            {
                [nameof(ReportBody.Study)] = folder.Plan.Study,
                [nameof(ReportBody.Headline)] = Findings.Headline(data),
                [nameof(ReportBody.Details)] = Findings.Details(data),
                [nameof(ReportBody.Sections)] = sections,
            }));
        ResultHashes.Write(folder.Path);
        return path;
    }

    private static string Resource(string name)
    {
        using var stream = typeof(ReportFile).Assembly.GetManifestResourceStream($"report/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
