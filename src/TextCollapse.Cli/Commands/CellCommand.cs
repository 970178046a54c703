using System.CommandLine;
using System.Globalization;
using TextCollapse.Cli.Output;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Execution.Workers;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Experiments.Storage;
using TextCollapse.Options;

namespace TextCollapse.Cli.Commands;

/// <summary><c>cell</c>: runs one chain of a frozen plan, or goes on with it. What any scheduler calls, and what <c>run --jobs</c> calls itself.</summary>
internal static class CellCommand
{
    private static readonly string[] IndexVariables = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create(Terminal terminal)
    {
        var plan = new Option<string>("--plan") { Description = "the frozen plan; results go beside it", HelpName = "plan.json", Required = true };
        var index = new Option<string?>("--index") { Description = "which chain, from 0 (else SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX); - reads numbers from standard input and answers in JSON", HelpName = "N" };
        var pack = new Option<int>("--pack") { Description = "chains per index, one after another: index N stands for chains N×K to N×K+K−1", HelpName = "K", DefaultValueFactory = _ => 1 };
        var output = new Option<string?>("--out") { Description = "the folder of the results, if not the plan's", HelpName = "DIR" };
        var threads = new Option<int?>("--threads") { Description = "threads (SLURM_CPUS_PER_TASK, or one per core); no result depends on them", HelpName = "N" };
        var count = new Option<bool>("--count") { Description = "only says how many indices there are" };
        var quiet = new Option<bool>("--quiet") { Description = "only what fails" };
        var command = new Command("cell", "Runs one chain of a frozen plan, or goes on with it: 0 done, 1 failed, 2 wrong words or plan, 3 preempted (give it the same index again).")
        {
            plan, index, pack, output, threads, count, quiet,
        };
        command.SetAction((words, cancellation) => Task.FromResult(Run(terminal, new(
            words.GetValue(plan)!, words.GetValue(index), words.GetValue(pack), words.GetValue(output), words.GetValue(threads), words.GetValue(count), words.GetValue(quiet)), cancellation)));
        return command;
    }

    private sealed record Words(string Plan, string? Index, int Pack, string? Output, int? Threads, bool Count, bool Quiet);

    private static int Run(Terminal terminal, Words words, CancellationToken cancellation)
    {
        var threads = OptionsCheck.Positive("--threads", words.Threads) ?? ThreadsGiven();
        if (words.Count)
        {
            terminal.Out.WriteLine(Tasks(StudyPlan.Read(words.Plan), OptionsCheck.Positive("--pack", words.Pack)!.Value).ToString(CultureInfo.InvariantCulture));
            return ExitCode.Done;
        }
        using var folder = RunFolder.ForCells(words.Plan, words.Output);
        var factory = new ChainFactory(CompositionRoot.All, CompositionRoot.Pipelines);
        if (words.Index == "-")
        {
            using var input = new StreamReader(Console.OpenStandardInput());
            new Worker(folder, factory, threads, input, terminal.Out).Work(cancellation);
            return ExitCode.Done;
        }
        var chains = Chains(folder.Plan, words.Index, words.Pack);
        var progress = new RunProgress(terminal, chains.Count, chains.Max(index => folder.Plan.Chain(index).Cell.Options.Generations), words.Quiet);
        var run = new ChainRun(folder, factory);
        var failures = new List<ChainFailure>();
        foreach (var (cell, seed) in chains.Select(folder.Plan.Chain))
        {
            if (!words.Quiet)
                terminal.Line($"cell {cell.Id}, seed {seed.ToString(CultureInfo.InvariantCulture)}, generations 0–{cell.Options.Generations.ToString(CultureInfo.InvariantCulture)}, {threads} {(threads == 1 ? "thread" : "threads")}, in {folder.Chain(cell, seed)}");
            if (progress.While(() => run.Run(cell, seed, threads, Patience, progress, cancellation)) is { } failure)
                failures.Add(failure);
            else if (!words.Quiet)
                terminal.Line("done");
        }
        FailureLines.Show(terminal, failures);
        return failures.Count == 0 ? ExitCode.Done : failures.All(failure => failure.Wrong) ? ExitCode.Wrong : ExitCode.Failed;
    }

    private static IReadOnlyList<int> Chains(StudyPlan plan, string? word, int pack)
    {
        OptionsCheck.Positive("--pack", pack);
        var (place, text) = word is not null ? ("--index", word)
            : IndexVariables.Select(name => (name, Environment.GetEnvironmentVariable(name))).FirstOrDefault(variable => variable.Item2 is { Length: > 0 }) is (var name, { } value) ? (name, value)
            : throw new InputException("--index", $"is missing, and neither {string.Join(" nor ", IndexVariables)} is set; the plan has the chains 0 to {plan.ChainCount - 1}.");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            throw new InputException(place, $"'{text}' is not a whole number from 0.");
        var tasks = Tasks(plan, pack);
        return index < tasks ? [.. Enumerable.Range(0, pack).Select(i => index * pack + i).Where(chain => chain < plan.ChainCount)]
            : throw new InputException(place, $"is {index}, but the plan of '{plan.Study}' has {plan.ChainCount} chains ({plan.Cells.Count} cells × {plan.Seeds.Count} seeds): indices 0 to {tasks - 1}{(pack > 1 ? $" with {pack} to each" : "")}.");
    }

    private static long Tasks(StudyPlan plan, int pack) => (plan.ChainCount + pack - 1) / pack;

    /// <summary>The cores that a scheduler gave, or those that the process may use.</summary>
    private static int ThreadsGiven() => int.TryParse(Environment.GetEnvironmentVariable("SLURM_CPUS_PER_TASK"), NumberStyles.None, CultureInfo.InvariantCulture, out var cores) && cores > 0
        ? cores : Environment.ProcessorCount;
}
