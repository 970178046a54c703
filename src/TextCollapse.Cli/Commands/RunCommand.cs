using System.CommandLine;
using TextCollapse.Cli.Output;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Report;
using TextCollapse.Studies;
using TextCollapse.Studies.Workers;

namespace TextCollapse.Cli.Commands;

/// <summary><c>run [STUDY]</c>: runs a study, or goes on with it, and ends with a table, sample texts and the paths of the results.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var study = new Argument<string>("study") { Description = "a study file or the name of a preset", DefaultValueFactory = _ => "first-look" };
        var set = new Option<string[]>("--set") { Description = "changes a key of the study: --set model.order=4", HelpName = "key=value", AllowMultipleArgumentsPerToken = false };
        var output = new Option<string?>("--out") { Description = "the folder of the results (runs/NAME)", HelpName = "DIR" };
        var seeds = new Option<string?>("--seeds") { Description = "the chains' seeds: 1-5", HelpName = "LIST" };
        var jobs = new Option<int?>("--jobs") { Description = "chains at a time, each in a process of its own that shares the threads (as many as threads); 1 needs no other process", HelpName = "N" };
        var threads = new Option<int?>("--threads") { Description = "threads in all (one per core); no result depends on them", HelpName = "N" };
        var yes = StudySource.AnySize();
        var quiet = new Option<bool>("--quiet") { Description = "only the paths of the results" };
        var noReport = new Option<bool>("--no-report") { Description = "writes no report; 'report DIR' can do so later" };
        var command = new Command("run", "Runs a study, or goes on with it where it stopped.") { study, set, output, seeds, jobs, threads, yes, quiet, noReport };
        command.SetAction((words, cancellation) => Task.FromResult(Run(terminal, new(
            words.GetValue(study)!, words.GetValue(set) ?? [], words.GetValue(output), words.GetValue(seeds), words.GetValue(jobs), words.GetValue(threads), words.GetValue(yes), words.GetValue(quiet), words.GetValue(noReport)), cancellation)));
        return command;
    }

    private sealed record Words(string Study, string[] Set, string? Output, string? Seeds, int? Jobs, int? Threads, bool Yes, bool Quiet, bool NoReport);

    private static int Run(Terminal terminal, Words words, CancellationToken cancellation)
    {
        var (study, text) = StudySource.Read(words.Study, words.Set, words.Seeds, words.Yes);
        var threads = WordsCheck.Positive("--threads", words.Threads) ?? Environment.ProcessorCount;
        var plan = StudyPlan.Of(study);
        using var folder = RunFolder.Open(words.Output ?? Path.Combine("runs", study.Name), plan, text);
        plan = folder.Plan;
        var chains = plan.Chains().Count();
        var jobs = Math.Min(WordsCheck.Positive("--jobs", words.Jobs) ?? threads, chains);
        if (!words.Quiet)
            Introduction.Show(terminal, study, plan, folder, jobs, threads);

        var progress = new RunProgress(terminal, chains, plan.Cells.Max(cell => cell.Settings.Int("generations")), words.Quiet);
        IReadOnlyList<ChainFailure> failures = [];
        try
        {
            failures = progress.While(() => jobs == 1
                ? new StudyRun(folder, new ChainFactory(EnginesHere.All, EnginesHere.Pipelines)).Run(jobs, threads, progress, cancellation)
                : new WorkerRun(folder, share => WorkerCommand.Start(folder.PathOf("plan.json"), share)).Run(jobs, threads, progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            Results.Write(folder);
            terminal.Error($"Interrupted. Every finished generation is kept in {folder.Path}; run the same command again to go on.");
            return ExitCode.Interrupted;
        }
        var records = RunRecords.Read(folder);
        var paths = Results.Write(records);
        if (!words.Quiet)
        {
            Closing.Show(terminal, records, progress.Elapsed);
            if (EngineCost.Line(folder, EnginesHere.All) is { } cost)
                terminal.Line(cost);
        }
        foreach (var path in paths)
            terminal.Line(words.Quiet ? path : $"  {path}");
        if (!words.NoReport && failures.Count < chains)
            terminal.Line(words.Quiet ? ReportFile.Write(folder) : $"  {ReportFile.Write(folder)}  (open it in a browser)");
        FailureLines.Show(terminal, failures);
        return failures.Count == 0 ? ExitCode.Done : failures.Count == chains ? ExitCode.Failed : ExitCode.Unfulfilled;
    }
}
