using System.CommandLine;
using System.Globalization;
using TextCollapse.Cli.Output;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics;

namespace TextCollapse.Cli.Commands;

/// <summary>
/// <c>review DIR</c>: shows what the last generation of a paused chain wrote, and takes decisions about it, typed or in one line for
/// scripts.
/// </summary>
internal static class ReviewCommand
{
    private const int Shown = 118;

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("dir") { Description = "a run's folder" };
        var cell = new Option<string?>("--cell") { Description = "the cell (the first one)" };
        var seed = new Option<long?>("--seed") { Description = "the seed (the first one)" };
        var acts = new Option<string?>("--do")
        {
            Description =
            $"decides without asking; several acts are told apart by semicolons: {ReviewWords.Help}",
            HelpName = "ACTS"
        };
        var by = new Option<string?>("--by") { Description = "who decides (the user's name)" };
        var why = new Option<string>("--why") { Description = "why", DefaultValueFactory = _ => "" };
        var quiz = new Option<int?>("--quiz")
        {
            Description =
            "asks so many times instead whether an excerpt is real or generated, and keeps the votes (10)",
            HelpName = "N",
            Arity = ArgumentArity.ZeroOrOne
        };
        var command = new Command("review",
            "Shows the text of the last generation and takes decisions about it: reject, keep, edit, inject real text, set, "
            + "roll back, branch, note.") { folder, cell, seed, acts, by, why, quiz };
        command.SetAction(words =>
            Run(terminal, words.GetValue(folder)!, words.GetValue(cell), words.GetValue(seed), words.GetValue(acts), words.GetValue(by)
            ?? Environment.UserName, words.GetValue(why)!,
            words.GetResult(quiz) is null ? 0 : words.GetValue(quiz) ?? 10));
        return command;
    }

    private static int Run(Terminal terminal, string path, string? cellId, long? seedNumber, string? acts, string by, string why,
        int questions)
    {
        using var folder = RunFolder.GoOn(path);
        var cell = cellId is null ? folder.Plan.Cells[0] : folder.Plan.Cells.FirstOrDefault(cell => cell.Id == cellId)
            ?? throw new InputException("--cell",
                $"the run has no cell '{cellId}'; it has {string.Join(", ", folder.Plan.Cells.Select(cell => cell.Id))}.");
        var seed = seedNumber ?? folder.Plan.Seeds[0];
        if (!folder.Plan.Seeds.Contains(seed))
            throw new InputException("--seed", $"the run has no seed {seed}; it has {string.Join(", ", folder.Plan.Seeds)}.");
        var spec = new ChainFactory(CompositionRoot.All, CompositionRoot.Pipelines).Create(cell, seed);
        var record = folder.Record(cell, spec);
        if (questions > 0)
        {
            ReviewQuiz.Run(terminal, folder.Chain(cell, seed), record, spec.Real, by, questions, Console.In);
            return ExitCode.Done;
        }
        var person = new Oversight(spec, record);
        if (acts is not null)
        {
            // All of them are read before the first is done.
            foreach (var (act, note) in acts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => ReviewWords.Parse(line, person.Generation)).ToArray())
                Decide(act, note ?? why);
            return ExitCode.Done;
        }
        Show(terminal, cell, seed, record, person);
        terminal.Line($"{ReviewWords.Help}; an empty line ends.");
        while (Console.In.ReadLine() is { Length: > 0 } line)
            try
            {
                var (act, note) = ReviewWords.Parse(Edited(terminal, person, line), person.Generation);
                Decide(act, note ?? why);
            }
            catch (InputException e)
            {
                foreach (var problem in e.Problems)
                    terminal.Error(PlainText.ForTerminal(problem.ToString()));
            }
        return ExitCode.Done;

        void Decide(DecisionAct act, string reason)
        {
            if (act is BranchOff branch)
                Branch.Off(folder, cell, spec, record, person, branch.Generation, branch.Run, by, reason);
            else
                person.Decide(act, by, reason);
            var last = person.Decisions[^1];
            terminal.Line(PlainText.ForTerminal($"{last.By}, after generation {last.After}: {last.Sentence}"));
        }
    }

    /// <summary>
    /// A line that names a document to edit but no text gets its text: from the user's editor, else from the next line that is typed.
    /// </summary>
    private static string Edited(Terminal terminal, Oversight person, string line)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not ["edit", var number]
            || person.Documents().FirstOrDefault(one => one.Number.ToString(CultureInfo.InvariantCulture) == number) is not { } document)
            return line;
        var text = document.Edited ?? document.Text;
        if (TextEditor.Named is { } editor)
        {
            if (TextEditor.Edit(editor, text) is { } edited)
                return edited == text ? throw new InputException($"edit {number}", "nothing was changed.") : $"edit {number} {edited}";
            terminal.Error($"{editor} could not be used.");
        }
        terminal.Line(PlainText.ForTerminal(text));
        terminal.Line($"The text of document {number} as it is to be read, in one line:");
        return $"edit {number} {Console.In.ReadLine()}";
    }

    private static void Show(Terminal terminal, Cell cell, long seed, ChainStore record, Oversight person)
    {
        var documents = person.Documents();
        var facts = record.Facts(person.Generation);
        terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"{cell.Id}, seed {seed}, generation {person.Generation}: {documents.Count} documents; "
            + $"{Of(facts, GenerationMeter.BpcReal)}, {Of(facts, GenerationMeter.Distinct.At(8))}"));
        foreach (var document in documents)
        {
            var text = document.Edited ?? document.Text;
            var line = PlainText.ForTerminal(text.Length > Shown ? text[..Shown] : text).ReplaceLineEndings("⏎");
            terminal.Line(string.Create(CultureInfo.InvariantCulture,
                $"{document.Number,4} {Sign(document.Fate)} {line}"));
        }
        foreach (var decision in person.Decisions)
            terminal.Line(
                PlainText.ForTerminal(
                $"     {decision.At:yyyy-MM-dd HH:mm} {decision.By}, after generation {decision.After}: {decision.Sentence}"));
    }

    private static string Sign(Fate fate) => fate switch
    {
        Fate.Kept => " ",
        Fate.Rejected => "✗",
        _ => "✎",
    };

    private static string Of(GenerationFacts facts, MetricColumn column)
        => string.Create(CultureInfo.InvariantCulture, $"{column.Label} {facts[column.Id].OrNaN:F3} {column.Unit}");
}
