using System.CommandLine;
using System.Globalization;
using TextCollapse.Cli.Output;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Execution.Workers;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Cli.Commands;

/// <summary>
/// <c>cell</c>: starts or resumes one chain of a frozen plan. What any scheduler calls, and what <c>run --jobs</c> calls itself.
/// </summary>
internal static class CellCommand
{
    private static readonly string[] IndexVariables = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create(Terminal terminal)
    {
        var plan = new Option<string>("--plan")
        {
            Description = "the frozen plan; results go beside it",
            HelpName = "plan.json",
            Required = true,
        };
        var index = new Option<string?>("--index")
        {
            Description = "which chain, from 0 (else SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX); - reads numbers from "
                + "standard input and answers in JSON",
            HelpName = "N",
        };
        var pack = CountOption.Of("--pack", "K", "chains per index, one after another: index N stands for chains N×K to N×K+K−1", () => 1);
        var output = new Option<string?>("--out") { Description = "the folder of the results, if not the plan's", HelpName = "DIR" };
        var threads = CountOption.Threads("threads (SLURM_CPUS_PER_TASK, or one per core); no result depends on them", ThreadsGiven);
        var until = new Option<int?>("--until") { Description = "stops when the chain has run this generation", HelpName = "N" };
        var decisions = new Option<string?>("--decisions")
        {
            Description = "takes the decisions of another run of the study again: its folder, or a decisions.jsonl",
            HelpName = "FILE",
        };
        var count = new Option<bool>("--count") { Description = "only says how many indices there are" };
        var quiet = new Option<bool>("--quiet") { Description = "only what fails" };
        const string About = "Starts or resumes one chain of a frozen plan: 0 done, 1 failed, 2 invalid arguments or plan, "
            + "3 preempted (give it the same index again).";
        var command = new Command("cell", About)
        {
            plan, index, pack, output, threads, until, decisions, count, quiet,
        };
        command.SetAction((words, cancellation) => Task.FromResult(Run(terminal, new(
            words.GetValue(plan)!, words.GetValue(index), words.GetValue(pack), words.GetValue(output), words.GetValue(threads),
            words.GetValue(until), words.GetValue(decisions), words.GetValue(count), words.GetValue(quiet)), cancellation)));
        return command;
    }

    private sealed record Words(
        string Plan, string? Index, int Pack, string? Output, int Threads, int? Until, string? Decisions, bool Count, bool Quiet);

    private static int Run(Terminal terminal, Words words, CancellationToken cancellation)
    {
        var threads = words.Threads;
        if (words.Count)
        {
            terminal.Out.WriteLine(Tasks(StudyPlan.Read(words.Plan), words.Pack).ToString(CultureInfo.InvariantCulture));
            return ExitCode.Done;
        }
        using var folder = RunFolder.ForCells(words.Plan, words.Output);
        var run = new ChainRun(folder, new ChainFactory(CompositionRoot.All, CompositionRoot.Pipelines))
        {
            Until = words.Until,
            Script = words.Decisions is { } log ? DecisionLog.ReadAll(log) : [],
        };
        if (words.Index == "-")
        {
            using var input = new StreamReader(Console.OpenStandardInput());
            new Worker(folder, run, threads, input, terminal.Out).Work(cancellation);
            return ExitCode.Done;
        }
        var chains = Chains(folder.Plan, words.Index, words.Pack);
        var progress = new RunProgress(terminal, [.. chains.Select(index => folder.Plan.Chain(index).Cell)], words.Quiet);
        var failures = new List<ChainFailure>();
        foreach (var (cell, seed) in chains.Select(folder.Plan.Chain))
        {
            if (!words.Quiet)
                terminal.Line(FormattableString.Invariant($"cell {cell.Id}, seed {seed}, generations 0–{cell.Options.Generations}, ")
                    + FormattableString.Invariant($"{threads} {(threads == 1 ? "thread" : "threads")}, in {folder.Chain(cell, seed)}"));
            if (progress.While(() => run.Run(cell, seed, threads, Patience, progress, cancellation)) is { } failure)
                failures.Add(failure);
            else if (!words.Quiet)
                terminal.Line("done");
        }
        FailureLines.Show(terminal, failures);
        if (failures.Count == 0)
            return ExitCode.Done;
        return failures.All(failure => failure.Wrong) ? ExitCode.Wrong : ExitCode.Failed;
    }

    private static IReadOnlyList<int> Chains(StudyPlan plan, string? word, int pack)
    {
        var (place, text) = word is not null ? ("--index", word) : IndexGiven(plan);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            throw new InputException(place, $"'{text}' is not a whole number from 0.");
        var tasks = Tasks(plan, pack);
        if (index < tasks)
            return [.. Enumerable.Range(0, pack).Select(i => index * pack + i).Where(chain => chain < plan.ChainCount)];
        throw new InputException(place, $"is {index}, but the plan of '{plan.Study}' has {Count.Of(plan.ChainCount, "chain")} "
            + $"({Count.Of(plan.Cells.Count, "cell")} × {Count.Of(plan.Seeds.Count, "seed")}): "
            + $"indices 0 to {tasks - 1}{(pack > 1 ? $" with {pack} to each" : "")}.");
    }

    /// <summary>The index that a scheduler gives, and by which variable.</summary>
    private static (string Place, string Text) IndexGiven(StudyPlan plan)
    {
        foreach (var name in IndexVariables)
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                return (name, value);
        throw new InputException("--index", $"is missing, and neither {string.Join(" nor ", IndexVariables)} is set; "
            + $"the plan has the chains 0 to {plan.ChainCount - 1}.");
    }

    private static long Tasks(StudyPlan plan, int pack) => (plan.ChainCount + pack - 1) / pack;

    /// <summary>The cores that a scheduler gave, or those that the process may use.</summary>
    private static int ThreadsGiven()
    {
        var given = Environment.GetEnvironmentVariable("SLURM_CPUS_PER_TASK");
        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var cores) && cores > 0
            ? cores : Environment.ProcessorCount;
    }
}
