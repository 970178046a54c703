using System.Xml.Linq;
using TextCollapse.Files;
using TextCollapse.Studies;

namespace TextCollapse.Reporting.Report;

/// <summary>
/// Writes the report of a run: one page that needs nothing else, and beside it each figure as SVG with the CSV of exactly its numbers. Reads what the run
/// left on disk and nothing else; a run under way is reported as far as it is.
/// </summary>
public static class ReportFile
{
    /// <summary>Pixels of a figure's file: on the line of an article (345 points) its text has 7.7 points.</summary>
    private const double FileWidth = 540;

    /// <summary>Writes <c>report.html</c> (or <paramref name="path"/>) and <c>figures/</c> beside it; gives the page's path.</summary>
    /// <exception cref="InputException">There is no finished generation, or a file is damaged.</exception>
    public static string Write(RunFolder folder, string? path = null)
    {
        path ??= folder.PathOf("report.html");
        var results = new RunResults(folder);
        var sections = Sections(results).OfType<ReportSection>().ToArray();
        var place = Folders.Create(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "figures"));
        foreach (var figure in sections.SelectMany(section => section.Figures))
        {
            AtomicFile.WriteText(Path.Combine(place, $"{figure.Name}.svg"), (figure with { Width = FileWidth }).File());
            figure.Table().Save(Path.Combine(place, $"{figure.Name}.csv"));
        }
        AtomicFile.WriteText(path, Page.Of($"{folder.Plan.Study} · TextCollapse", Body(results, sections)));
        return path;
    }

    /// <summary>The parts in reading order.</summary>
    private static IEnumerable<ReportSection?> Sections(RunResults results) =>
    [
        AskedSection.Of(results),
        CurvesSection.Of(results),
        RatioSection.Of(results),
        EffectsSection.Of(results),
        TailsSection.Of(results),
        SamplesSection.Of(results),
        DiagnosisSection.Of(results),
        InterventionsSection.Of(results),
        BudgetsSection.Of(results),
        ReproduceSection.Of(results),
    ];

    private static XElement Body(RunResults results, IReadOnlyList<ReportSection> sections) => new("body", new XElement("main",
        new XElement("header",
            Html.Of("p", "kind", "TextCollapse report"),
            new XElement("h1", VisibleText.Line(results.Folder.Plan.Study)),
            Html.Of("p", "verdict", VerdictSentences.Headline(results)),
            VerdictSentences.More(results).Select(sentence => Html.Paragraph(sentence)),
            new XElement("nav", new XAttribute("aria-label", "Parts of the report"), new XElement("ol", sections.Select(section => new XElement("li", Html.Link($"#{section.Id}", section.Title)))))),
        sections.Select(section => section.Draw())));
}
