using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using TextCollapse.Models.Benchmarking;

namespace TextCollapse.Cli.Commands;

/// <summary><c>bench</c>: the speed of the managed models on this machine, compared with its measured multiply–add peak.</summary>
internal static class BenchCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "prints the results as JSON" };
        var only = new Option<string[]>("--only")
        {
            Description = $"measures only this model: {string.Join(", ", SpeedBenchmark.Names)}",
            HelpName = "NAME",
        };
        var threads = CountOption.Threads("number of threads");
        var seconds = new Option<double>("--seconds")
        {
            Description = "seconds per measurement",
            DefaultValueFactory = _ => 0.5,
        };
        var toLoss = new Option<double[]>("--to-loss")
        {
            Description = "measures instead how long each engine trains until the held-out loss reaches this many bits per character",
            HelpName = "BITS",
            AllowMultipleArgumentsPerToken = true,
        };
        var text = new Option<string>("--text")
        {
            Description = "with --to-loss: the text, a file, a folder, or a source such as dotnet-docs",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "dotnet-docs",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "with --to-loss: sets a key of the sections corpus, model and training",
            HelpName = "key=value",
        };
        var command = new Command("bench", "Measures the speed of training, generation and scoring on this machine.")
        {
            json, only, threads, seconds, toLoss, text, set,
        };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(toLoss) is { Length: > 0 } targets)
                return Task.FromResult(LossBenchmark.Run(terminal, targets, parsed.GetValue(text)!, parsed.GetValue(set) ?? [],
                    parsed.GetValue(threads), parsed.GetValue(json), cancellation));
            var names = parsed.GetValue(only) is { Length: > 0 } chosen ? chosen : SpeedBenchmark.Names;
            var rows = new List<SpeedRow>();
            var benchmark = new SpeedBenchmark(parsed.GetValue(threads), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            foreach (var name in names)
            {
                cancellation.ThrowIfCancellationRequested();
                rows.Add(benchmark.Measure(name));
            }
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(new JsonArray([.. rows.Select(row => new JsonObject
                {
                    ["name"] = row.Name,
                    ["train_chars_per_second"] = row.TrainCharactersPerSecond,
                    ["generate_chars_per_second"] = row.GenerateCharactersPerSecond,
                    ["score_chars_per_second"] = row.ScoreCharactersPerSecond,
                    ["gflops"] = row.Gflops,
                    ["peak_share"] = row.PeakShare,
                })]).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            else
                Show(terminal, rows, parsed.GetValue(threads));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Show(Terminal terminal, IReadOnlyList<SpeedRow> rows, int threads)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns(
            "model", "training, chars/s", "generation, chars/s", "scoring, chars/s", "training, GFLOP/s", "share of peak");
        foreach (var row in rows)
            table.AddRow([
                new Text(row.Name), Number(row.TrainCharactersPerSecond), Number(row.GenerateCharactersPerSecond),
                Number(row.ScoreCharactersPerSecond), Number(row.Gflops),
                new Text(row.PeakShare.ToString("P0", CultureInfo.InvariantCulture)),
            ]);
        terminal.Console.Write(table);
        var peak = rows.Max(row => row.Gflops / row.PeakShare).ToString("N0", CultureInfo.InvariantCulture);
        terminal.Line($"Medians of repeated measurements on {threads} threads. The peak is the multiply-add rate of this machine, "
            + $"measured in the same run: {peak} GFLOP/s.");
    }

    private static Text Number(double value) => new(value.ToString("N0", CultureInfo.InvariantCulture));
}
