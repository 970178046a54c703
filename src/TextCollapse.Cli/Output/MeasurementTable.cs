using System.Globalization;
using Spectre.Console;
using TextCollapse.Metrics;

namespace TextCollapse.Cli.Output;

/// <summary>
/// All metrics of a text for people to read: by group, what collapse does to each, and once below the table what many rows have to note.
/// </summary>
internal static class MeasurementTable
{
    private const int OftenEnough = 3;

    public static void Write(Terminal terminal, TextMeasurement measured)
    {
        var notes = measured.Rows.SelectMany(Notes).CountBy(note => note).Where(note => note.Value >= OftenEnough).Select(note => note.Key)
            .ToList();
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
        terminal.Line("↓ collapse lowers it, ↑ raises it, ↕ either; textcollapse measure --list says what each one means.");
        terminal.Line(
            "reference: the same of the reference at the same size; for a distance between both, of one half of the reference from the "
            + "other, the noise floor.");
        for (var mark = 0; mark < notes.Count; mark++)
            terminal.Line($"[{mark + 1}] {notes[mark]}");
    }

    private static string[] Notes(MeasuredRow row) => row.Note.Split("; ", StringSplitOptions.RemoveEmptyEntries);

    private static string Short(Measurement value) => value.IsDefined ? value.Value.ToString("G5", CultureInfo.InvariantCulture) : "";
}
