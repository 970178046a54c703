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
/// <c>run [STUDY]</c>: starts or resumes a study, then prints a table, sample texts and the paths of the results.
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
            Description = "overrides a key of the study: --set model.order=4",
            HelpName = "key=value",
            AllowMultipleArgumentsPerToken = false,
        };
        var output = new Option<string?>("--out") { Description = "folder for the results (default: runs/NAME)", HelpName = "DIR" };
        var seeds = new Option<string?>("--seeds") { Description = "overrides the seeds: 1-5", HelpName = "LIST" };
        var jobs = CountOption.Of("--jobs", "N",
            "chains run in parallel, each in a worker process with its share of the threads (default: the number of threads); "
            + "1 uses no worker process");
        var threads = CountOption.Threads("total number of threads; results do not depend on it");
        var yes = StudySource.AnySize();
        var quiet = new Option<bool>("--quiet") { Description = "prints only the paths of the results" };
        var until = new Option<int?>("--until") { Description = "stops when every chain has finished this generation", HelpName = "N" };
        var pause = new Option<bool>("--pause")
        {
            Description = "runs one more generation of every chain, then stops: inspect it with 'review', then run again",
        };
        var decisions = new Option<string?>("--decisions")
        {
            Description = "replays the decisions of another run of this study: its folder, or a decisions.jsonl",
            HelpName = "FILE",
        };
        var noReport = new Option<bool>("--no-report") { Description = "skips the report; 'report DIR' writes it later" };
        var command = new Command("run", "Starts or resumes a study.")
        {
            study, set, output, seeds, jobs, threads, until, pause, decisions, yes, quiet, noReport,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(terminal, new(
            parsed.GetValue(study)!, parsed.GetValue(set) ?? [], parsed.GetValue(output), parsed.GetValue(seeds), parsed.GetValue(jobs),
            parsed.GetValue(threads), parsed.GetValue(yes), parsed.GetValue(quiet), parsed.GetValue(noReport),
            parsed.GetValue(until), parsed.GetValue(pause), parsed.GetValue(decisions)), cancellation)));
        return command;
    }

    private sealed record Arguments(
        string Study, string[] Set, string? Output, string? Seeds, int? Jobs, int Threads, bool Yes, bool Quiet, bool NoReport, int? Until,
        bool Pause, string? Decisions);

    private static int Run(Terminal terminal, Arguments arguments, CancellationToken cancellation)
    {
        if (Directory.Exists(arguments.Study) && arguments.Output is null)
            return RunIn(
                terminal, arguments, new Study { Name = arguments.Study, Seeds = [] }, RunFolder.GoOn(arguments.Study), cancellation);
        var (study, text, changes) = StudySource.Read(arguments.Study, arguments.Set, arguments.Seeds, arguments.Yes);
        var plan = StudyPlan.Of(study, CompositionRoot.All);
        CompositionRoot.Check(plan);
        var folder = arguments.Output ?? Path.Combine("runs", study.Name);
        return RunIn(terminal, arguments, study, RunFolder.Open(folder, plan, text, changes), cancellation);
    }

    private static int RunIn(Terminal terminal, Arguments arguments, Study study, RunFolder opened, CancellationToken cancellation)
    {
        using var folder = opened;
        CompositionRoot.Check(folder.Plan);
        var threads = arguments.Threads;
        var plan = folder.Plan;
        var until = arguments.Pause
            ? plan.Chains().Min(chain => ChainStore.In(folder.Chain(chain.Arm, chain.Seed)).Count())
            : arguments.Until;
        var script = arguments.Decisions is { } log ? Script(log, plan) : [];
        var chains = plan.Chains().Count();
        var jobs = Math.Min(arguments.Jobs ?? threads, chains);
        IExecutor executor = jobs == 1
            ? new StudyRun(folder, new ChainFactory(CompositionRoot.All, CompositionRoot.Pipelines)) { Until = until, Script = script }
            : new WorkerRun(folder, share => WorkerCommand.Start(folder.PathOf("plan.json"), share, until, arguments.Decisions));
        if (!arguments.Quiet)
            RunHeader.Show(terminal, study, plan, folder, executor.Describe(jobs, threads));

        var progress = new RunProgress(terminal, [.. plan.Chains().Select(chain => chain.Arm)], arguments.Quiet);
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
        if (!arguments.Quiet)
        {
            RunSummary.Show(terminal, records, progress.Elapsed);
            foreach (var warning in TextWarnings.TooShort(records))
                terminal.Error(warning);
            if (EngineCost.Line(folder, CompositionRoot.All, Math.Max(1, threads / jobs)) is { } cost)
            {
                terminal.Line(cost);
                AtomicFile.WriteText(folder.PathOf(ReportFile.EngineCost), cost + "\n");
                ResultHashes.Write(folder.Path);
            }
        }
        foreach (var path in paths)
            terminal.Line(arguments.Quiet ? path : $"  {path}");
        if (!arguments.NoReport && failures.Count < chains)
            terminal.Line(arguments.Quiet ? ReportFile.Write(folder) : $"  {ReportFile.Write(folder)}  (open it in a browser)");
        FailureLines.Show(terminal, failures);
        if (failures.Count == 0 && ChainState.Of(folder).Any(state => state.Status != ChainStatus.Done))
        {
            terminal.Error($"Paused after generation {until}. 'textcollapse review {folder.Path}' shows the generated text and records "
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
        var chains = plan.Chains().Select(chain => (chain.Arm.Id, chain.Seed)).ToHashSet();
        return script.FirstOrDefault(decision => !chains.Contains((decision.Arm, decision.Seed))) is { } unknown
            ? throw new InputException(path, $"decides about arm {unknown.Arm}, seed {unknown.Seed}, which this study does not have.")
            : script;
    }
}
