using System.Globalization;
using Spectre.Console;
using TextCollapse.Metrics;

namespace TextCollapse.Cli.Output;

/// <summary>
/// All metrics of a text as a table, by group, with the effect of collapse. Notes that several rows share are printed once below it.
/// </summary>
internal static class MeasurementTable
{
    private const int MinRowsPerSharedNote = 3;

    public static void Write(Terminal terminal, TextMeasurement measured)
    {
        var notes = measured.Rows.SelectMany(Notes).CountBy(note => note).Where(note => note.Value >= MinRowsPerSharedNote)
            .Select(note => note.Key).ToList();
        var table = new Table().Border(TableBorder.Rounded).AddColumns("metric", "", "value", "95 % interval", "reference", "unit", "note");
        table.Columns[2].NoWrap();
        table.Columns[3].NoWrap();
        MetricGroup? group = null;
        foreach (var row in measured.Rows)
        {
            var metric = MetricCatalogue.Find(row.Id)!;
            if (metric.Group != group)
            {
                if (group is not null)
                    table.AddEmptyRow();
                table.AddRow(new Markup($"[bold]{Markup.Escape(MetricPage.Title(metric.Group))}[/]"));
                group = metric.Group;
            }
            table.AddRow(new Text(row.Id), new Text(MetricPage.Arrow(metric.Direction)), new Text(Short(row.Value)),
                new Text(row.Lower.IsDefined ? $"{Short(row.Lower)} – {Short(row.Upper)}" : ""),
                new Text(Short(row.Reference)), new Text(row.Unit),
                    new Text(string.Join("; ", Notes(row).Select(note => notes.IndexOf(note) is >= 0 and var mark ? $"[{mark + 1}]"
                    : note))));
        }
        terminal.Console.Write(table);
        terminal.Line("↓ collapse lowers it, ↑ raises it, ↕ either; textcollapse measure --list explains each metric.");
        terminal.Line(
            "reference: the metric of the reference at the same size; for distances, the distance between two halves of the reference "
            + "(the noise floor).");
        for (var mark = 0; mark < notes.Count; mark++)
            terminal.Line($"[{mark + 1}] {notes[mark]}");
    }

    private static string[] Notes(MeasuredRow row) => row.Note.Split("; ", StringSplitOptions.RemoveEmptyEntries);

    private static string Short(Measurement value) => value.IsDefined ? value.Value.ToString("G5", CultureInfo.InvariantCulture) : "";
}
