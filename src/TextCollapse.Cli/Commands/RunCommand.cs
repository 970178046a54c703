using System.CommandLine;
using TextCollapse.Cli.Output;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Execution.Workers;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;
using TextCollapse.Files;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Cli.Commands;

/// <summary>
/// <c>run [STUDY]</c>: starts or resumes a study, and ends with a table, sample texts and the paths of the results.
/// </summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var study = new Argument<string>("study")
        {
            Description = "a study file or the name of a preset",
            DefaultValueFactory = _ => "first-look",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "changes a key of the study: --set model.order=4",
            HelpName = "key=value",
            AllowMultipleArgumentsPerToken = false,
        };
        var output = new Option<string?>("--out") { Description = "the folder of the results (runs/NAME)", HelpName = "DIR" };
        var seeds = new Option<string?>("--seeds") { Description = "the chains' seeds: 1-5", HelpName = "LIST" };
        var jobs = CountOption.Of("--jobs", "N",
            "chains at a time, each in a worker process with its share of the threads (as many as threads); 1 runs in this process");
        var threads = CountOption.Threads("threads in all (one per core); no result depends on them");
        var yes = StudySource.AnySize();
        var quiet = new Option<bool>("--quiet") { Description = "only the paths of the results" };
        var until = new Option<int?>("--until") { Description = "stops when every chain has finished this generation", HelpName = "N" };
        var pause = new Option<bool>("--pause")
        {
            Description = "runs one more generation of every chain, then stops: inspect it with 'review', then run again",
        };
        var decisions = new Option<string?>("--decisions")
        {
            Description = "takes the decisions of another run of the study again: its folder, or a decisions.jsonl",
            HelpName = "FILE",
        };
        var noReport = new Option<bool>("--no-report") { Description = "writes no report; 'report DIR' can do so later" };
        var command = new Command("run", "Starts or resumes a study.")
        {
            study, set, output, seeds, jobs, threads, until, pause, decisions, yes, quiet, noReport,
        };
        command.SetAction((words, cancellation) => Task.FromResult(Run(terminal, new(
            words.GetValue(study)!, words.GetValue(set) ?? [], words.GetValue(output), words.GetValue(seeds), words.GetValue(jobs),
            words.GetValue(threads), words.GetValue(yes), words.GetValue(quiet), words.GetValue(noReport),
            words.GetValue(until), words.GetValue(pause), words.GetValue(decisions)), cancellation)));
        return command;
    }

    private sealed record Words(
        string Study, string[] Set, string? Output, string? Seeds, int? Jobs, int Threads, bool Yes, bool Quiet, bool NoReport, int? Until,
        bool Pause, string? Decisions);

    private static int Run(Terminal terminal, Words words, CancellationToken cancellation)
    {
        if (Directory.Exists(words.Study) && words.Output is null)
            return RunIn(terminal, words, new Study { Name = words.Study, Seeds = [] }, RunFolder.GoOn(words.Study), cancellation);
        var (study, text, changes) = StudySource.Read(words.Study, words.Set, words.Seeds, words.Yes);
        var plan = StudyPlan.Of(study, CompositionRoot.All);
        CompositionRoot.Check(plan);
        var folder = words.Output ?? Path.Combine("runs", study.Name);
        return RunIn(terminal, words, study, RunFolder.Open(folder, plan, text, changes), cancellation);
    }

    private static int RunIn(Terminal terminal, Words words, Study study, RunFolder opened, CancellationToken cancellation)
    {
        using var folder = opened;
        CompositionRoot.Check(folder.Plan);
        var threads = words.Threads;
        var plan = folder.Plan;
        var until = words.Pause ? plan.Chains().Min(chain => ChainStore.In(folder.Chain(chain.Cell, chain.Seed)).Count()) : words.Until;
        var script = words.Decisions is { } log ? Script(log, plan) : [];
        var chains = plan.Chains().Count();
        var jobs = Math.Min(words.Jobs ?? threads, chains);
        IExecutor executor = jobs == 1
            ? new StudyRun(folder, new ChainFactory(CompositionRoot.All, CompositionRoot.Pipelines)) { Until = until, Script = script }
            : new WorkerRun(folder, share => WorkerCommand.Start(folder.PathOf("plan.json"), share, until, words.Decisions));
        if (!words.Quiet)
            RunHeader.Show(terminal, study, plan, folder, executor.Describe(jobs, threads));

        var progress = new RunProgress(terminal, [.. plan.Chains().Select(chain => chain.Cell)], words.Quiet);
        IReadOnlyList<ChainFailure> failures = [];
        try
        {
            failures = progress.While(() => executor.Run(jobs, threads, progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            ResultFiles.Write(folder);
            terminal.Error($"Interrupted. Every finished generation is kept in {folder.Path}; run the same command again to resume.");
            return ExitCode.Interrupted;
        }
        var records = RunStore.Read(folder);
        var paths = ResultFiles.Write(records);
        if (!words.Quiet)
        {
            RunSummary.Show(terminal, records, progress.Elapsed);
            if (EngineCost.Line(folder, CompositionRoot.All, Math.Max(1, threads / jobs)) is { } cost)
            {
                terminal.Line(cost);
                AtomicFile.WriteText(folder.PathOf(ReportFile.EngineCost), cost + "\n");
                ResultHashes.Write(folder.Path);
            }
        }
        foreach (var path in paths)
            terminal.Line(words.Quiet ? path : $"  {path}");
        if (!words.NoReport && failures.Count < chains)
            terminal.Line(words.Quiet ? ReportFile.Write(folder) : $"  {ReportFile.Write(folder)}  (open it in a browser)");
        FailureLines.Show(terminal, failures);
        if (failures.Count == 0 && ChainState.Of(folder).Any(state => state.Status != ChainStatus.Done))
        {
            terminal.Error($"Paused after generation {until}. 'textcollapse review {folder.Path}' shows the generated text and takes "
                + "decisions; run again to resume.");
            return ExitCode.Interrupted;
        }
        if (failures.Count == chains)
            return ExitCode.Failed;
        return failures.Count == 0 ? ExitCode.Done : ExitCode.Unfulfilled;
    }

    private static IReadOnlyList<Decision> Script(string path, StudyPlan plan)
    {
        var script = DecisionLog.ReadAll(path);
        var chains = plan.Chains().Select(chain => (chain.Cell.Id, chain.Seed)).ToHashSet();
        return script.FirstOrDefault(decision => !chains.Contains((decision.Cell, decision.Seed))) is { } stranger
            ? throw new InputException(path, $"decides about cell {stranger.Cell}, seed {stranger.Seed}, which this study does not have.")
            : script;
    }
}
