using System.CommandLine;
using System.Globalization;
using TextCollapse.Cli.Output;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution.Clusters;
using TextCollapse.Experiments.Storage;
using TextCollapse.Files;

namespace TextCollapse.Cli.Commands;

/// <summary>
/// <c>submit STUDY --engine slurm</c>: freezes a study and gives its open chains to Slurm as an array, with a step that collects the
/// results.
/// </summary>
internal static class SubmitCommand
{
    public static Command Create(Terminal terminal)
    {
        var study = new Argument<string>("study") { Description = "a study file or the name of a preset" };
        var engine = new Option<string>("--engine")
        {
            Description = "who runs it: slurm (others: docs/cluster.md)",
            HelpName = "NAME",
            DefaultValueFactory = _ => "slurm",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "changes a key of the study: --set model.order=4",
            HelpName = "key=value",
            AllowMultipleArgumentsPerToken = false,
        };
        var output = new Option<string?>("--out")
        {
            Description = "the folder of the results, on a disk that all nodes share (runs/NAME)",
            HelpName = "DIR",
        };
        var seeds = new Option<string?>("--seeds") { Description = "the chains' seeds: 1-5", HelpName = "LIST" };
        var cores = CountOption.Of("--cores", "N", "cores per task", () => 1);
        var atOnce = CountOption.Of("--at-once", "N", "tasks at a time");
        var pack = CountOption.Of("--pack", "K", "chains per task (as few as Slurm's MaxArraySize allows)");
        var notice = CountOption.Of("--notice", "S", "seconds before the time limit at which a task saves and leaves", () => 90);
        var sbatch = new Option<string[]>("--sbatch")
        {
            Description = "a further option of sbatch: --sbatch=--time=4:00:00",
            HelpName = "OPTION",
            AllowMultipleArgumentsPerToken = false,
        };
        var yes = StudySource.AnySize();
        var dryRun = new Option<bool>("--dry-run") { Description = "only shows the scripts" };
        const string About = "Gives the chains of a study that are not finished to Slurm: an array, and a step that collects the results.";
        var command = new Command("submit", About)
        {
            study, engine, set, output, seeds, cores, atOnce, pack, notice, sbatch, yes, dryRun,
        };
        command.SetAction(words =>
        {
            if (words.GetValue(engine) != "slurm")
                throw new InputException("--engine", $"'{words.GetValue(engine)}' is not an engine that studies are submitted to; "
                    + "there is slurm. docs/cluster.md shows the same plan under Kubernetes and GNU parallel.");
            var (asked, text, changes) = StudySource.Read(
                words.GetValue(study)!, words.GetValue(set) ?? [], words.GetValue(seeds), words.GetValue(yes));
            var path = Path.GetFullPath(words.GetValue(output) ?? Path.Combine("runs", asked.Name));
            var options = words.GetValue(sbatch) ?? [];
            if (options.FirstOrDefault(option => !option.StartsWith('-') || option.Contains('\n', StringComparison.Ordinal)) is { } odd)
                throw new InputException("--sbatch", $"'{odd}' is no option of sbatch; write --sbatch=--time=4:00:00.");
            if (path.Any(char.IsWhiteSpace) || path.Contains('%', StringComparison.Ordinal))
                throw new InputException("--out", $"'{path}' has a space or a % in it, which sbatch does not take in the name of a log; "
                    + "choose another folder.");
            var job = new SlurmJob
            {
                Study = asked.Name,
                Folder = path,
                Program = WorkerCommand.Program,
                Indices = "",
                AtOnce = words.GetValue(atOnce),
                Cores = words.GetValue(cores),
                Notice = words.GetValue(notice),
                Options = options,
            };
            var plan = StudyPlan.Of(asked, CompositionRoot.All);
            return words.GetValue(dryRun)
                ? Preview(terminal, job, plan, words.GetValue(pack))
                : Submit(terminal, job, plan, text, changes, words.GetValue(pack));
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
        var packed = job.Pack > 1 ? $", {job.Pack} chains to each" : "";
        terminal.Line($"{open.Length} of {Count.Of(plan.ChainCount, "chain")} as array {numbers.Array} (indices {job.Indices}{packed}), "
            + $"then collected by job {numbers.Collect}.");
        terminal.Line($"  how it stands: textcollapse collect {job.Folder}");
        terminal.Line($"  logs: {scripts}");
        return ExitCode.Done;
    }

    /// <summary>The numbers of the chains that are neither done nor running.</summary>
    private static int[] Open(RunFolder folder) => [.. ChainState.Of(folder)
        .Where(state => state.Status is not (ChainStatus.Done or ChainStatus.Running)).Select(state => state.Index)];

    private static int NothingOpen(Terminal terminal, RunFolder folder)
    {
        terminal.Line($"Nothing is left of {Count.Of(folder.Plan.ChainCount, "chain")}: done or running; 'textcollapse collect {folder.Path}' writes the results.");
        return ExitCode.Done;
    }

    /// <summary>The indices that hold an open chain, with as many chains to each as Slurm's limit makes necessary.</summary>
    private static SlurmJob WithTasks(SlurmJob job, StudyPlan plan, int[] open, int? pack)
    {
        var most = Slurm.MostTasks();
        var least = (int)((plan.ChainCount + most - 1) / most);
        var chosen = pack ?? least;
        if (chosen >= least)
            return job with { Pack = chosen, Indices = IndexRanges.Of(open.Select(index => index / chosen).Distinct()) };
        throw new InputException("--pack", string.Create(CultureInfo.InvariantCulture,
            $"is {chosen}, but {plan.ChainCount} chains in at most {most} tasks (Slurm's MaxArraySize) need {least} to each."));
    }
}
