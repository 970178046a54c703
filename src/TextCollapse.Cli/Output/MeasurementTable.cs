using System.Globalization;
using Spectre.Console;
using TextCollapse.Metrics;

namespace TextCollapse.Cli.Output;

/// <summary>
/// All metrics of a text as a table, by group, with the effect of collapse. Notes that several rows share are printed once below it.
/// </summary>
internal static class MeasurementTable
{
    private const int MinRowsPerSharedNote = 3, Wide = 110;

    public static void Write(Terminal terminal, TextMeasurement measured)
    {
        // On a narrow terminal every note stands below the table, and units are left to measure --list: no name or number is broken.
        var isWide = terminal.Console.Profile.Width >= Wide;
        var notes = measured.Rows.SelectMany(Notes).CountBy(note => note).Where(note => !isWide || note.Value >= MinRowsPerSharedNote)
            .Select(note => note.Key).ToList();
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns(["metric", "", "value", "95 % interval", "reference", .. isWide ? ["unit", "note"] : new[] { "note" }]);
        foreach (var column in table.Columns.Take(5))
            column.NoWrap();
        if (!isWide)
        {
            table.Border = TableBorder.None;
            foreach (var column in table.Columns)
                column.Padding = new(0, 0, 1, 0);
        }
        string Number(Measurement value) => value.IsDefined ? value.Value.ToString(isWide ? "G5" : "G4", CultureInfo.InvariantCulture) : "";
        MetricGroup? group = null;
        foreach (var row in measured.Rows)
        {
            var metric = MetricCatalogue.Find(row.Id)!;
            if (metric.Group != group)
            {
                if (group is not null)
                    table.AddEmptyRow();
                var title = MetricPage.Title(metric.Group);
                table.AddRow(new Markup($"[bold]{Markup.Escape(isWide ? title : title.Split(':')[0])}[/]"));
                group = metric.Group;
            }
            table.AddRow([new Text(row.Id), new Text(MetricPage.Arrow(metric.Direction)), new Text(Number(row.Value)),
                new Text(row.Lower.IsDefined ? $"{Number(row.Lower)} – {Number(row.Upper)}" : ""), new Text(Number(row.Reference)),
                .. isWide ? [new Text(row.Unit)] : Array.Empty<Text>(),
                new Text(string.Join(isWide ? "; " : " ",
                    Notes(row).Select(note => notes.IndexOf(note) is >= 0 and var mark ? $"[{mark + 1}]" : note)))]);
        }
        terminal.Console.Write(table);
        terminal.Line("↓ collapse lowers it, ↑ raises it, ↕ either; textcollapse measure --list explains each metric.");
        terminal.Line(
            "reference: the metric of the reference at the same size; for distances, what all but 5 % of random halves "
            + "of the reference stay within (the noise floor).");
        for (var mark = 0; mark < notes.Count; mark++)
            terminal.Line($"[{mark + 1}] {notes[mark]}");
    }

    private static string[] Notes(MeasuredRow row) => row.Note.Split("; ", StringSplitOptions.RemoveEmptyEntries);
}
