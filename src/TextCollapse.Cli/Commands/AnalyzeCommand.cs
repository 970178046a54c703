using System.CommandLine;
using System.Diagnostics;
using System.Text;
using TextCollapse.Cli.Output;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Analysis;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Cli.Commands;

/// <summary><c>analyze PATH…</c>: whether, and in which sense, the generations of anyone's chain collapse.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("paths")
        {
            Description = "a file or a folder per generation, a folder of them, or tables (JSON lines, JSON, CSV) with a column of "
                + "generations",
            Arity = ArgumentArity.OneOrMore,
        };
        var real = new Option<string?>("--real")
        {
            Description = "text that people wrote, of the same kind: a file, a folder, a source; without it generation 0 is the reference",
            HelpName = "FILE",
        };
        var output = new Option<string?>("--out") { Description = "the folder of the results (runs/analysis-NAME)", HelpName = "DIR" };
        var order = new Option<string?>("--order")
        {
            Description = "the names of the generations from 0 on, with commas; found from the numbers in them unless given",
            HelpName = "NAME,…",
        };
        var text = Column("--text", "the column of a table that holds the text");
        var generation = Column("--generation", "the column with the number of the generation");
        var arm = Column("--arm", "the column with the arm");
        var seed = Column("--seed", "the column with the seed");
        var logprob = Column("--logprob", "the column with the log-probability of the text under its own model (natural logarithm)");
        var unit = new Option<string>("--unit") { Description = "what n-grams are made of", DefaultValueFactory = _ => "character" }
            .AcceptOnlyFromAmong("character", "word");
        var characters = CountOption.Of("--characters", "N",
            "characters of each generation that are measured at most, whole documents by chance",
            () => AnalysisRequest.CustomaryCharacters);
        var length = CountOption.Of("--document-length", "N", "about how long a document of a plain text is cut, in characters",
            () => DocumentCutter.CustomaryLength);
        var train = CountOption.Of("--train", "N", "units of the real text that are counted (as many as are measured of a generation)");
        var heldOut = CountOption.Of("--held-out", "N", "units of the real text that are held out (an eighth of that)");
        var encoding = new Option<string?>("--encoding")
        {
            Description = "of the files, such as latin1; UTF-8 unless given",
            HelpName = "NAME",
        };
        var copies = new Option<bool>("--allow-copies") { Description = "also if most of a generation stands in the real text" };
        var threads = CountOption.Threads();
        var quiet = new Option<bool>("--quiet") { Description = "only the paths of the results" };
        var command = new Command("analyze", "Says whether, and in which sense, the generations of anyone's chain collapse. Trains "
            + "nothing but small n-gram models.")
        {
            paths, real, output, order, text, generation, arm, seed, logprob, unit, characters, length, train, heldOut, encoding, copies,
            threads, quiet,
        };
        command.SetAction((words, cancellation) => Task.FromResult(Run(terminal, new AnalysisRequest(words.GetValue(paths)!)
        {
            Real = words.GetValue(real),
            Order = words.GetValue(order)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            Columns = new()
            {
                Text = words.GetValue(text),
                Generation = words.GetValue(generation),
                Arm = words.GetValue(arm),
                Seed = words.GetValue(seed),
                LogProbability = words.GetValue(logprob),
            },
            Unit = Enum.Parse<AnalysisUnit>(words.GetValue(unit)!, ignoreCase: true),
            Characters = words.GetValue(characters),
            DocumentLength = words.GetValue(length),
            Train = words.GetValue(train),
            HeldOut = words.GetValue(heldOut),
            Encoding = words.GetValue(encoding) is { } name ? Named(name) : null,
            AllowsCopies = words.GetValue(copies),
            Threads = words.GetValue(threads),
        }, words.GetValue(output), words.GetValue(quiet), cancellation)));
        return command;
    }

    private static int Run(Terminal terminal, AnalysisRequest request, string? output, bool isQuiet, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Paths[0])));
        using var folder = Analyzer.Run(request, output ?? Path.Combine("runs", $"analysis-{name}"),
            isQuiet ? _ => { }
        : terminal.Line, cancellation);
        var records = RunStore.Read(folder);
        var files = ResultFiles.Write(records);
        if (!isQuiet)
            RunSummary.Show(terminal, records, watch.Elapsed);
        foreach (var path in files)
            terminal.Line(isQuiet ? path : $"  {path}");
        terminal.Line(isQuiet ? ReportFile.Write(folder) : $"  {ReportFile.Write(folder)}  (open it in a browser)");
        return ExitCode.Done;
    }

    private static Option<string?> Column(string name, string about) =>
        new(name) { Description = $"{about}; the usual names are looked for unless given", HelpName = "COLUMN" };

    private static Encoding Named(string name)
    {
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            throw new InputException("--encoding",
                $"'{name}' is no encoding that is known here. Names are those of IANA: utf-8, utf-16, latin1.");
        }
    }
}
