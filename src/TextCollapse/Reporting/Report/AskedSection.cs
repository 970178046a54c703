using System.Xml.Linq;
using TextCollapse.Studies;

namespace TextCollapse.Reporting.Report;

/// <summary>What was asked: what differs between the arms, and what all have in common.</summary>
internal static class AskedSection
{
    private static readonly string[] Core = ["corpus", "model", "training", "decoding", "mixing"];

    private const int MostArms = 10;

    public static ReportSection Of(RunResults results)
    {
        var cells = results.Folder.Plan.Cells;
        var values = cells.ToDictionary(cell => cell, cell => cell.Options.Entries().ToDictionary(entry => entry.Key, entry => entry.Text));
        string Value(Cell cell, string key) => values[cell].GetValueOrDefault(key, "–");
        string[] varying = [.. ArmOptions.Varying(cells.Select(cell => cell.Options))];
        var common = values[cells[0]].Keys.Except(varying).Where(key => Value(cells[0], key).Length > 0).ToArray();
        return new("asked", "What was asked, and of which machine",
            Study(results) is { Length: > 0 } about ? Html.Paragraph(Html.Foreign(about)) : null,
            Html.Paragraph($"{Count(cells.Count, "arm")} × {Count(results.Folder.Plan.Seeds.Count, "seed")}, generations 0 to {cells.Max(cell => cell.Options.Generations)}. The first arm, ‘{cells[0].Id}’, is what the others are compared with."),
            varying.Length == 0 ? null : Folded(cells.Count, Html.Table("What differs between the arms", ["arm", .. varying], cells.Select(cell => (IReadOnlyList<object?>)[cell.Id, .. varying.Select(key => Html.Foreign(Value(cell, key)))]))),
            Html.List(MachineFacts.Of(results)),
            new XElement("details", new XElement("summary", "What all arms have in common"),
                new XElement("dl", Core.Concat(["other"]).Select(section => (section, Keys: common.Where(key => section == (key.Split('.')[0] is var first && Core.Contains(first) ? first : "other")).ToArray()))
                    .Where(group => group.Keys.Length > 0)
                    .Select(group => new[] { new XElement("dt", group.section), new XElement("dd", string.Join(" · ", group.Keys.Select(key => $"{key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ')} {VisibleText.Line(Value(cells[0], key))}"))) }))));
    }

    /// <summary>A table that would push the results off the first page stands behind a line.</summary>
    private static XElement Folded(int arms, XElement table) => arms <= MostArms ? table : new("details", new XElement("summary", $"What differs between the {arms} arms"), table);

    /// <summary>The study's own words, where its file can still be read.</summary>
    private static string Study(RunResults results)
    {
        try
        {
            return StudyReader.ReadFile(results.Folder.PathOf("study.yaml")).About;
        }
        catch (InputException)
        {
            return "";
        }
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
