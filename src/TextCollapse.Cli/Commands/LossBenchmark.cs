using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Benchmarking;
using TextCollapse.Randomness;
using static System.FormattableString;

namespace TextCollapse.Cli.Commands;

/// <summary><c>bench --to-loss</c>: the training time of each engine until its model reaches a held-out loss.</summary>
internal static class LossBenchmark
{
    private const long Seed = 1;

    private sealed record Row(string Engine, IReadOnlyList<TimeToLoss.Look> Looks);

    /// <param name="terminal">The terminal for the table.</param>
    /// <param name="targets">Bits per character of held-out text.</param>
    /// <param name="text">The text.</param>
    /// <param name="set">Keys of the sections corpus, model and training; the default model is a GRU.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="json">Whether to print all evaluations as JSON instead of a table.</param>
    /// <param name="cancellation">Cancels the benchmark.</param>
    internal static int Run(
        Terminal terminal, IReadOnlyList<double> targets, string text, IReadOnlyList<string> set, int threads, bool json,
        CancellationToken cancellation)
    {
        if (targets.Any(target => !(target > 0 && double.IsFinite(target))))
            throw new InputException("--to-loss", "takes bits per character above 0, such as 2.4.");
        var (options, given) = OptionBinder.Read(["model.kind=gru", .. set], "corpus", "model", "training");
        if (options.Model is not NeuralModelOptions)
            throw new InputException("--set model.kind", "an n-gram model only counts; bench --to-loss is for gru and transformer.");
        var corpus = options.Corpus;
        var real = RealText.Prepare(TextWords.Source(text), new RealTextSettings
        {
            Train = given.Contains("corpus.train") ? corpus.Train : null,
            HeldOut = given.Contains("corpus.held_out") ? corpus.HeldOut : null,
            Validation = 0,
            DocumentLength = corpus.DocumentLength,
            Split = corpus.Split,
            Seed = Seed,
        }, cancellation);
        var task = new TrainingTask
        {
            Corpus = real.Training,
            Validation = real.Validation,
            Random = new RandomKey(Seed, "bench", 0),
            Threads = threads,
        };
        var engines = CompositionRoot.All.All.Where(engine => engine.Unavailable is null && IsRequested(engine, options));
        Row[] rows = [.. engines.Select(engine => new Row(engine.Variant(options.Engine.Device), TimeToLoss.Measure(
            engine.Trainer(options.Model, options.Training, options.Engine.Device), task, real.HeldOut, targets.Min(), cancellation)))];
        if (json)
            terminal.Out.WriteLine(Json(rows).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        else
            Show(terminal, rows, [.. targets.OrderDescending()], options, threads);
        return ExitCode.Done;
    }

    private static bool IsRequested(IEngine engine, ArmOptions options) =>
        options.Engine.Engine == "auto" || options.Engine.Engine == engine.Name;

    private static JsonArray Json(IEnumerable<Row> rows) =>
    [
        .. rows.Select(row => new JsonObject
        {
            ["engine"] = row.Engine,
            ["looks"] = new JsonArray([.. row.Looks.Select(look => new JsonObject
            {
                ["step"] = look.Step,
                ["seconds"] = look.Seconds,
                ["bits_per_character"] = look.BitsPerCharacter,
            })]),
        }),
    ];

    private static void Show(Terminal terminal, Row[] rows, double[] targets, ArmOptions options, int threads)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("engine");
        foreach (var target in targets)
            table.AddColumn(Invariant($"{target} bits"));
        foreach (var row in rows.Select(row => targets.Select(target => Reached(row, target)).Prepend(row.Engine)))
            table.AddRow(row.Select(arm => new Text(arm)));
        terminal.Console.Write(table);
        terminal.Line(Invariant(
            $"Training time until the held-out loss reaches the given bits per character; {options.Model.Summary}, ")
            + Invariant($"{options.Training.Describe()}, evaluated every {options.Training.EvaluateEvery} steps, {threads} threads."));
        foreach (var row in rows.Where(row => row.Looks.Count > 0))
            terminal.Line(Invariant(
                $"{row.Engine}: {row.Looks[^1].BitsPerCharacter:F3} after {row.Looks[^1].Step} steps, {row.Looks[^1].Seconds:F1} s."));
    }

    private static string Reached(Row row, double target)
    {
        foreach (var look in row.Looks)
            if (look.BitsPerCharacter <= target)
                return Invariant($"{look.Seconds:F1} s ({look.Step} steps)");
        return "not reached";
    }
}
