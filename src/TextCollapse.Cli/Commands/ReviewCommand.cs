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
/// <c>review DIR</c>: shows the text of the last generation of a paused chain and records decisions about it, which are typed or, in
/// scripts, given as an option.
/// </summary>
internal static class ReviewCommand
{
    private const int LineWidth = 118;

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("dir") { Description = "folder of a run" };
        var arm = new Option<string?>("--arm") { Description = "the arm (default: the first)" };
        var seed = new Option<long?>("--seed") { Description = "the seed (default: the first)" };
        var acts = new Option<string?>("--do")
        {
            Description = $"decides without prompting; separate several decisions by semicolons: {ReviewWords.Help}",
            HelpName = "DECISIONS",
        };
        var by = new Option<string?>("--by") { Description = "name of the reviewer (default: the user name)" };
        var why = new Option<string>("--why") { Description = "reason, recorded with the decision", DefaultValueFactory = _ => "" };
        var quiz = new Option<int?>("--quiz")
        {
            Description = "instead asks N times whether an excerpt is real or generated, and records the votes (default: 10)",
            HelpName = "N",
            Arity = ArgumentArity.ZeroOrOne
        };
        var command = new Command("review",
            "Shows the text of the last generation and records decisions about it: reject, keep, edit, inject real text, set, "
            + "roll back, branch, note.") { folder, arm, seed, acts, by, why, quiz };
        command.SetAction(parsed =>
            Run(terminal, parsed.GetValue(folder)!, parsed.GetValue(arm), parsed.GetValue(seed), parsed.GetValue(acts), parsed.GetValue(by)
            ?? Environment.UserName, parsed.GetValue(why)!,
            parsed.GetResult(quiz) is null ? 0 : parsed.GetValue(quiz) ?? 10));
        return command;
    }

    private static int Run(Terminal terminal, string path, string? armId, long? seedNumber, string? acts, string by, string why,
        int questions)
    {
        using var folder = RunFolder.GoOn(path);
        var arm = armId is null ? folder.Plan.Arms[0] : folder.Plan.Arms.FirstOrDefault(arm => arm.Id == armId)
            ?? throw new InputException("--arm",
                $"the run has no arm '{armId}'; it has {string.Join(", ", folder.Plan.Arms.Select(arm => arm.Id))}.");
        var seed = seedNumber ?? folder.Plan.Seeds[0];
        if (!folder.Plan.Seeds.Contains(seed))
            throw new InputException("--seed", $"the run has no seed {seed}; it has {string.Join(", ", folder.Plan.Seeds)}.");
        var spec = new ChainFactory(CompositionRoot.All, CompositionRoot.Pipelines).Create(arm, seed);
        var record = folder.Record(arm, spec);
        if (questions > 0)
        {
            ReviewQuiz.Run(terminal, folder.Chain(arm, seed), record, spec.Real, by, questions, Console.In);
            return ExitCode.Done;
        }
        var person = new Oversight(spec, record);
        if (acts is not null)
        {
            // All are parsed before the first is applied.
            foreach (var (act, note) in acts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => ReviewWords.Parse(line, person.Generation)).ToArray())
                Decide(act, note ?? why);
            return ExitCode.Done;
        }
        Show(terminal, arm, seed, record, person);
        terminal.Line($"{ReviewWords.Help}; an empty line quits.");
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
                Branch.Off(folder, arm, spec, record, person, branch.Generation, branch.Run, by, reason);
            else
                person.Decide(act, by, reason);
            var last = person.Decisions[^1];
            terminal.Line(PlainText.ForTerminal($"{last.By}, after generation {last.After}: {last.Sentence}"));
        }
    }

    /// <summary>
    /// Completes <c>edit NUMBER</c> without a text: the text comes from the user's editor, or else from the next line of input.
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
        terminal.Line($"The new text of document {number}, on one line:");
        return $"edit {number} {Console.In.ReadLine()}";
    }

    private static void Show(Terminal terminal, Arm arm, long seed, ChainStore record, Oversight person)
    {
        var documents = person.Documents();
        var facts = record.Facts(person.Generation);
        terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"{arm.Id}, seed {seed}, generation {person.Generation}: {documents.Count} documents; "
            + $"{Of(facts, GenerationMeter.BpcReal)}, {Of(facts, GenerationMeter.Distinct.At(8))}"));
        foreach (var document in documents)
        {
            var text = document.Edited ?? document.Text;
            var line = PlainText.ForTerminal(text.Length > LineWidth ? text[..LineWidth] : text).ReplaceLineEndings("⏎");
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
