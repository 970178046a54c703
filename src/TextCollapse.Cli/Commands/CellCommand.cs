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
/// <c>arm</c>: starts or resumes one chain of a frozen plan. Called by schedulers, and by <c>run --jobs</c> for its worker processes.
/// </summary>
internal static class CellCommand
{
    private static readonly string[] IndexVariables = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"];
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(3);

    public static Command Create(Terminal terminal)
    {
        var plan = new Option<string>("--plan")
        {
            Description = "the frozen plan; results are written to its folder",
            HelpName = "plan.json",
            Required = true,
        };
        var index = new Option<string?>("--index")
        {
            Description = "index of the chain, from 0 (default: SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX); - reads indices "
                + "from standard input and replies in JSON",
            HelpName = "N",
        };
        var pack = CountOption.Of(
            "--pack", "K", "chains per index, run one after another: index N runs the chains N×K to N×K+K−1", () => 1);
        var output = new Option<string?>("--out")
        {
            Description = "folder for the results (default: the folder of the plan)",
            HelpName = "DIR",
        };
        var threads = CountOption.Threads(
            "number of threads (default: SLURM_CPUS_PER_TASK, or one per core); results do not depend on it", DefaultThreads);
        var until = new Option<int?>("--until") { Description = "stops after this generation", HelpName = "N" };
        var decisions = new Option<string?>("--decisions")
        {
            Description = "replays the decisions of another run of this study: its folder, or a decisions.jsonl",
            HelpName = "FILE",
        };
        var count = new Option<bool>("--count") { Description = "prints only the number of indices" };
        var quiet = new Option<bool>("--quiet") { Description = "prints only failures" };
        const string About = "Starts or resumes one chain of a frozen plan. Exit codes: 0 done, 1 failed, 2 invalid arguments or plan, "
            + "3 preempted (run the same index again).";
        var command = new Command("cell", About)
        {
            plan, index, pack, output, threads, until, decisions, count, quiet,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(terminal, new(
            parsed.GetValue(plan)!, parsed.GetValue(index), parsed.GetValue(pack), parsed.GetValue(output), parsed.GetValue(threads),
            parsed.GetValue(until), parsed.GetValue(decisions), parsed.GetValue(count), parsed.GetValue(quiet)), cancellation)));
        return command;
    }

    private sealed record Arguments(
        string Plan, string? Index, int Pack, string? Output, int Threads, int? Until, string? Decisions, bool Count, bool Quiet);

    private static int Run(Terminal terminal, Arguments arguments, CancellationToken cancellation)
    {
        var threads = arguments.Threads;
        if (arguments.Count)
        {
            terminal.Out.WriteLine(Tasks(StudyPlan.Read(arguments.Plan), arguments.Pack).ToString(CultureInfo.InvariantCulture));
            return ExitCode.Done;
        }
        using var folder = RunFolder.ForArms(arguments.Plan, arguments.Output);
        var run = new ChainRun(folder, new ChainFactory(CompositionRoot.All, CompositionRoot.Pipelines))
        {
            Until = arguments.Until,
            Script = arguments.Decisions is { } log ? DecisionLog.ReadAll(log) : [],
        };
        if (arguments.Index == "-")
        {
            using var input = new StreamReader(Console.OpenStandardInput());
            new Worker(folder, run, threads, input, terminal.Out).Work(cancellation);
            return ExitCode.Done;
        }
        var chains = Chains(folder.Plan, arguments.Index, arguments.Pack);
        var progress = new RunProgress(terminal, [.. chains.Select(index => folder.Plan.Chain(index).Arm)], arguments.Quiet);
        var failures = new List<ChainFailure>();
        foreach (var (arm, seed) in chains.Select(folder.Plan.Chain))
        {
            if (!arguments.Quiet)
                terminal.Line(FormattableString.Invariant($"arm {arm.Id}, seed {seed}, generations 0–{arm.Options.Generations}, ")
                    + FormattableString.Invariant($"{threads} {(threads == 1 ? "thread" : "threads")}, in {folder.Chain(arm, seed)}"));
            if (progress.While(() => run.Run(arm, seed, threads, LockTimeout, progress, cancellation)) is { } failure)
                failures.Add(failure);
            else if (!arguments.Quiet)
                terminal.Line("done");
        }
        FailureLines.Show(terminal, failures);
        if (failures.Count == 0)
            return ExitCode.Done;
        return failures.All(failure => failure.Wrong) ? ExitCode.Wrong : ExitCode.Failed;
    }

    private static IReadOnlyList<int> Chains(StudyPlan plan, string? option, int pack)
    {
        var (place, text) = option is not null ? ("--index", option) : SchedulerIndex(plan);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            throw new InputException(place, $"'{text}' is not a non-negative integer.");
        var tasks = Tasks(plan, pack);
        if (index < tasks)
            return [.. Enumerable.Range(0, pack).Select(i => index * pack + i).Where(chain => chain < plan.ChainCount)];
        throw new InputException(place, $"is {index}, but the plan of '{plan.Study}' has {Count.Of(plan.ChainCount, "chain")} "
            + $"({Count.Of(plan.Arms.Count, "arm")} × {Count.Of(plan.Seeds.Count, "seed")}): "
            + $"valid indices are 0 to {tasks - 1}{(pack > 1 ? $" with {pack} chains per index" : "")}.");
    }

    /// <summary>The index that the scheduler set, and the variable that holds it.</summary>
    private static (string Place, string Text) SchedulerIndex(StudyPlan plan)
    {
        foreach (var name in IndexVariables)
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                return (name, value);
        throw new InputException("--index", $"is missing, and neither {string.Join(" nor ", IndexVariables)} is set; "
            + $"the plan has the chains 0 to {plan.ChainCount - 1}.");
    }

    private static long Tasks(StudyPlan plan, int pack) => (plan.ChainCount + pack - 1) / pack;

    /// <summary>The cores that the scheduler allocated, or else all cores that the process may use.</summary>
    private static int DefaultThreads()
    {
        var allocated = Environment.GetEnvironmentVariable("SLURM_CPUS_PER_TASK");
        return int.TryParse(allocated, NumberStyles.None, CultureInfo.InvariantCulture, out var cores) && cores > 0
            ? cores : Environment.ProcessorCount;
    }
}
