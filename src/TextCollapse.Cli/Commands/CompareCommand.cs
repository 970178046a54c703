using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Commands;

/// <summary><c>compare DIR DIR…</c>: the differences between runs.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal)
    {
        var folders = new Argument<string[]>("folders")
        {
            Description = "folders of runs; the first arm of the first run is the baseline",
            Arity = ArgumentArity.OneOrMore
        };
        var format = new Option<string>("--format") { Description = "output format", DefaultValueFactory = _ => "table" }
            .AcceptOnlyFromAmong("table", "csv", "json");
        var command = new Command("compare",
            "Compares runs: the settings that differ, the key figures, and their differences paired by seed.") { folders, format };
        command.SetAction(parsed =>
        {
            var comparison = RunComparison.Of(parsed.GetValue(folders)!);
            switch (parsed.GetValue(format))
            {
                case "csv": terminal.Out.Write(Csv(comparison)); break;
                case "json": terminal.Out.WriteLine(Json(comparison)); break;
                default: Show(terminal, comparison); break;
            }
            if (comparison.OnOtherText is { Count: > 0 } others)
                terminal.Error($"Warning: {string.Join(", ", others.Select(row => $"{row.Arm} in {row.Run}"))}: the real text (source, "
                    + "size or split) differs from that of the first row. Bits per character are comparable only on the same held-out text "
                    + "and alphabet.");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Terminal terminal, RunComparison comparison)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("run", "arm");
        foreach (var column in comparison.Settings.Concat(RunComparison.Figures))
            table.AddColumn(new TableColumn(new Text(column)));
        foreach (var row in comparison.Rows)
            table.AddRow([new Text(row.Run), new Text(row.Arm), .. row.Settings.Select(value => new Text(value)),
                .. row.Figures.Select(figure => new Text(Describe(figure)))]);
        terminal.Console.Write(table);
        terminal.Line(
            $"Generation {comparison.Rows[0].Generation}: means over seeds; Δ is the difference from the first row over shared seeds, "
            + $"with its 95 % t-interval.");
    }

    private static string Describe(ComparedFigure figure) => (figure.Value.Mean.IsDefined ? Number(figure.Value.Mean) : "undefined")
        + figure.Difference switch
        {
            null => "",
            { Seeds: 0 } => "\nno shared seed",
            { Lower.IsDefined: true } difference =>
                $"\nΔ {Number(difference.Mean)} [{Number(difference.Lower)}, {Number(difference.Upper)}]",
            { } difference => $"\nΔ {Number(difference.Mean)} (one seed)",
        };

    private static string Number(Measurement value) => value.OrNaN.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Csv(RunComparison comparison)
    {
        using var table = new CsvTable(["run", "arm", "generation", .. comparison.Settings,
            .. RunComparison.Figures.SelectMany(figure =>
                new[] { $"{figure}_mean", $"{figure}_lower", $"{figure}_upper", $"{figure}_n", $"{figure}_difference",
                $"{figure}_difference_lower", $"{figure}_difference_upper", $"{figure}_difference_n" })]);
        foreach (var row in comparison.Rows)
        {
            table.Field(row.Run).Field(row.Arm).Field((long)row.Generation);
            foreach (var value in row.Settings)
                table.Field(value);
            foreach (var figure in row.Figures)
            {
                Add(figure.Value);
                Add(figure.Difference);
            }
            table.EndRow();
        }
        return table.ToString();

        void Add(SeedInterval? interval)
        {
            if (interval is { } some)
                table.Field(some.Mean).Field(some.Lower).Field(some.Upper).Field((long)some.Seeds);
            else
                table.Field("").Field("").Field("").Field("");
        }
    }

    private static string Json(RunComparison comparison) => new JsonArray([.. comparison.Rows.Select(row => new JsonObject
    {
        ["run"] = row.Run,
        ["arm"] = row.Arm,
        ["generation"] = row.Generation,
        ["settings"] = new JsonObject(comparison.Settings.Zip(row.Settings, (key, value) => KeyValuePair.Create(key, (JsonNode?)value))),
        ["figures"] = new JsonObject(row.Figures.Select(figure => KeyValuePair.Create(figure.Metric, (JsonNode?)new JsonObject
        {
            ["value"] = Interval(figure.Value),
            ["difference"] = figure.Difference is { } difference ? Interval(difference) : null,
        }))),
    })]).ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });

    private static JsonObject Interval(SeedInterval interval) => new()
    {
        ["mean"] = Finite(interval.Mean),
        ["lower"] = Finite(interval.Lower),
        ["upper"] = Finite(interval.Upper),
        ["n"] = interval.Seeds,
    };

    private static JsonNode? Finite(Measurement value) => double.IsFinite(value.OrNaN) ? value.Value : null;
}
