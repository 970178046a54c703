using System.CommandLine;
using System.Globalization;
using TextCollapse.Cli.Output;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution.Clusters;
using TextCollapse.Experiments.Storage;
using TextCollapse.Files;

namespace TextCollapse.Cli.Commands;

/// <summary>
/// <c>submit STUDY --engine slurm</c>: freezes a study and submits its unfinished chains to Slurm as a job array, with a second job that
/// collects the results.
/// </summary>
internal static class SubmitCommand
{
    public static Command Create(Terminal terminal)
    {
        var study = new Argument<string>("study") { Description = "a study file or the name of a preset" };
        var engine = new Option<string>("--engine")
        {
            Description = "scheduler: slurm (for others see docs/cluster.md)",
            HelpName = "NAME",
            DefaultValueFactory = _ => "slurm",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "overrides a key of the study: --set model.order=4",
            HelpName = "key=value",
            AllowMultipleArgumentsPerToken = false,
        };
        var output = new Option<string?>("--out")
        {
            Description = "folder for the results, on a file system that all nodes share (default: runs/NAME)",
            HelpName = "DIR",
        };
        var seeds = new Option<string?>("--seeds") { Description = "overrides the seeds: 1-5", HelpName = "LIST" };
        var cores = CountOption.Of("--cores", "N", "cores per task", () => 1);
        var atOnce = CountOption.Of("--at-once", "N", "maximum number of tasks that run at the same time");
        var pack = CountOption.Of("--pack", "K", "chains per task (default: the fewest that Slurm's MaxArraySize allows)");
        var notice = CountOption.Of("--notice", "S", "seconds before the time limit at which a task saves its state and stops", () => 90);
        var sbatch = new Option<string[]>("--sbatch")
        {
            Description = "an additional option of sbatch: --sbatch=--time=4:00:00",
            HelpName = "OPTION",
            AllowMultipleArgumentsPerToken = false,
        };
        var yes = StudySource.AnySize();
        var dryRun = new Option<bool>("--dry-run") { Description = "prints the scripts and submits nothing" };
        const string About = "Submits the unfinished chains of a study to Slurm: a job array, and a job that collects the results.";
        var command = new Command("submit", About)
        {
            study, engine, set, output, seeds, cores, atOnce, pack, notice, sbatch, yes, dryRun,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(engine) != "slurm")
                throw new InputException("--engine", $"'{parsed.GetValue(engine)}' is not a supported scheduler; "
                    + "use slurm. docs/cluster.md shows how to run a plan with Kubernetes or GNU parallel.");
            var (requested, text, changes) = StudySource.Read(
                parsed.GetValue(study)!, parsed.GetValue(set) ?? [], parsed.GetValue(seeds), parsed.GetValue(yes));
            var path = Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine("runs", requested.Name));
            var options = parsed.GetValue(sbatch) ?? [];
            if (options.FirstOrDefault(option => !option.StartsWith('-') || option.Contains('\n', StringComparison.Ordinal)) is { } invalid)
                throw new InputException("--sbatch", $"'{invalid}' is not an option of sbatch; write --sbatch=--time=4:00:00.");
            if (path.Any(char.IsWhiteSpace) || path.Contains('%', StringComparison.Ordinal))
                throw new InputException("--out", $"'{path}' contains a space or a %, which sbatch does not accept in the path of a log; "
                    + "choose another folder.");
            var job = new SlurmJob
            {
                Study = requested.Name,
                Folder = path,
                Program = WorkerCommand.Program,
                Indices = "",
                AtOnce = parsed.GetValue(atOnce),
                Cores = parsed.GetValue(cores),
                Notice = parsed.GetValue(notice),
                Options = options,
            };
            var plan = StudyPlan.Of(requested, CompositionRoot.All);
            return parsed.GetValue(dryRun)
                ? Preview(terminal, job, plan, parsed.GetValue(pack))
                : Submit(terminal, job, plan, text, changes, parsed.GetValue(pack));
        });
        return command;
    }

    private static int Preview(Terminal terminal, SlurmJob job, StudyPlan plan, int? pack)
    {
        using var folder = RunFolder.Preview(job.Folder, plan);
        var open = Open(folder);
        if (open.Length == 0)
            return NothingOpen(terminal, folder);
        job = WithTasks(job, folder.Plan, open, pack);
        terminal.Out.WriteLine(SlurmScripts.Array(job));
        terminal.Out.WriteLine(SlurmScripts.Collect(job));
        return ExitCode.Done;
    }

    private static int Submit(
        Terminal terminal, SlurmJob job, StudyPlan plan, string text, IReadOnlyList<KeyValuePair<string, string>> changes, int? pack)
    {
        int[] open;
        using (var folder = RunFolder.Open(job.Folder, plan, text, changes))
        {
            plan = folder.Plan;
            open = Open(folder);
            if (open.Length == 0)
                return NothingOpen(terminal, folder);
        }
        job = WithTasks(job, plan, open, pack);
        var scripts = Directory.CreateDirectory(Path.Combine(job.Folder, "slurm")).FullName;
        var (array, collect) = (Path.Combine(scripts, "array.sh"), Path.Combine(scripts, "collect.sh"));
        AtomicFile.WriteText(array, SlurmScripts.Array(job));
        AtomicFile.WriteText(collect, SlurmScripts.Collect(job));
        var numbers = Slurm.Submit(array, collect);
        var packed = job.Pack > 1 ? $", {job.Pack} chains per index" : "";
        terminal.Line($"Submitted {open.Length} of {Count.Of(plan.ChainCount, "chain")} as job array {numbers.Array} "
            + $"(indices {job.Indices}{packed}); job {numbers.Collect} collects the results.");
        terminal.Line($"  progress: textcollapse collect {job.Folder}");
        terminal.Line($"  logs: {scripts}");
        return ExitCode.Done;
    }

    /// <summary>The numbers of the chains that are neither done nor running.</summary>
    private static int[] Open(RunFolder folder) => [.. ChainState.Of(folder)
        .Where(state => state.Status is not (ChainStatus.Done or ChainStatus.Running)).Select(state => state.Index)];

    private static int NothingOpen(Terminal terminal, RunFolder folder)
    {
        terminal.Line($"Nothing is left of {Count.Of(folder.Plan.ChainCount, "chain")}: done or running; "
            + $"'textcollapse collect {folder.Path}' writes the results.");
        return ExitCode.Done;
    }

    /// <summary>Sets the indices of tasks with unfinished chains, with as many chains per task as Slurm's limit requires.</summary>
    private static SlurmJob WithTasks(SlurmJob job, StudyPlan plan, int[] open, int? pack)
    {
        var most = Slurm.MostTasks();
        var least = (int)((plan.ChainCount + most - 1) / most);
        var chosen = pack ?? least;
        if (chosen >= least)
            return job with { Pack = chosen, Indices = IndexRanges.Of(open.Select(index => index / chosen).Distinct()) };
        throw new InputException("--pack", string.Create(CultureInfo.InvariantCulture,
            $"is {chosen}, but {plan.ChainCount} chains in at most {most} tasks (Slurm's MaxArraySize) need at least {least} per task."));
    }
}
