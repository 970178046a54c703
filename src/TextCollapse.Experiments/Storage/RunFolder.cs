using TextCollapse.Experiments.Analysis;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Storage;

/// <summary>The folder of a run. The study and the plan are written before anything runs, and a folder never holds two studies.</summary>
public sealed class RunFolder : IDisposable
{
    private const string StudyName = "study.yaml", PlanName = "plan.json", LockName = "run.lock", ModelsName = "models";

    // Tasks on a cluster identify chains by number, and additional arms would change the numbers.
    private const string SubmittedName = "slurm";

    private static readonly string[] ResultFolders = ["cells", ModelsName];

    /// <summary>The hashes of the result files; missing while they may change.</summary>
    public const string HashesName = "SHA256SUMS";

    private readonly FileStream? _lock;

    private RunFolder(string path, StudyPlan plan, FileStream? held) => (Path, Plan, _lock) = (path, plan, held);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The plan of the run, with all seeds ever requested.</summary>
    public StudyPlan Plan { get; }

    /// <summary>The arms that were added when the folder was opened; empty for a new folder.</summary>
    public IReadOnlyList<Arm> Added { get; private init; } = [];

    /// <summary>
    /// Opens the folder for a run. In a new folder the study is stored; if the folder holds the same study, the run is resumed. New seeds
    /// and arms are added, and finished results are kept.
    /// </summary>
    /// <exception cref="InputException">The folder holds another study or other files, or another process is using it.</exception>
    /// <param name="path">The folder.</param>
    /// <param name="plan">The frozen study.</param>
    /// <param name="studyText">The study file.</param>
    /// <param name="changes">Changes made with <c>--set</c>; recorded in <c>manifest.json</c>.</param>
    public static RunFolder Open(string path, StudyPlan plan, string studyText, IReadOnlyList<KeyValuePair<string, string>>? changes = null)
    {
        Folders.Create(path);
        var planPath = System.IO.Path.Combine(path, PlanName);
        var held = Lock(path);
        try
        {
            (plan, var isNew, var added) = Join(path, plan);
            if (isNew)
                foreach (var begun in WorkIn(path))
                    Directory.Delete(begun, recursive: true);
            File.Delete(System.IO.Path.Combine(path, HashesName));
            AtomicFile.WriteText(System.IO.Path.Combine(path, StudyName), studyText);
            RequestedChanges.Write(path, changes ?? []);
            AtomicFile.WriteText(planPath, plan.ToJson());
            return new RunFolder(path, plan, held) { Added = added };
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The run that <see cref="Open"/> would open, without writing anything; the folder need not exist.</summary>
    /// <exception cref="InputException">The folder holds another study or other files.</exception>
    public static RunFolder Preview(string path, StudyPlan plan) => new(path, Join(path, plan).Plan, null);

    /// <summary>Opens the folder of a run to resume it as planned, or to review its chains.</summary>
    /// <exception cref="InputException">The folder holds no run, or another process is using it.</exception>
    public static RunFolder GoOn(string path)
    {
        using (Read(path))
        {
        }
        var held = Lock(path);
        try
        {
            return new RunFolder(path, StudyPlan.Read(System.IO.Path.Combine(path, PlanName)), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder of a run for reading only.</summary>
    /// <exception cref="InputException">The folder holds no run.</exception>
    public static RunFolder Read(string path) => File.Exists(System.IO.Path.Combine(path, PlanName))
        ? new RunFolder(path, StudyPlan.Read(System.IO.Path.Combine(path, PlanName)), null)
        : throw new InputException(path, "holds no run: there is no plan.json in it.");

    /// <summary>
    /// Opens a folder for one of many processes that run a plan: the folder of the plan file, or <paramref name="path"/>, to which the plan
    /// is copied if it has none.
    /// </summary>
    /// <exception cref="InputException">The plan is damaged or edited, or the folder holds another plan.</exception>
    public static RunFolder ForArms(string planPath, string? path)
    {
        var plan = StudyPlan.Read(planPath);
        var folder = path ?? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(planPath))!;
        var own = System.IO.Path.Combine(Folders.Create(folder), PlanName);
        if (System.IO.Path.GetFullPath(own) == System.IO.Path.GetFullPath(planPath))
            return new RunFolder(folder, plan, null);
        if (!File.Exists(own))
            AtomicFile.WriteText(own, plan.ToJson());
        else if (StudyPlan.Read(own) is var found && (!found.IsSame(plan) || !found.Seeds.SequenceEqual(plan.Seeds)))
            throw new InputException(folder, $"holds another study ('{found.Study}', or the same with other settings or seeds) "
                + $"than {planPath}. Choose another folder with --out.");
        return new RunFolder(folder, plan, null);
    }

    /// <summary>The folder of a chain.</summary>
    public string Chain(Arm arm, long seed) => ChainIn(Path, arm, seed);

    /// <summary>The folder of a chain in a run's folder, which need not be open or exist.</summary>
    public static string ChainIn(string run, Arm arm, long seed) =>
        System.IO.Path.Combine(run, "cells", arm.Id, FormattableString.Invariant($"seed-{seed}"));

    /// <summary>The generation-0 models that its chains share.</summary>
    public SharedModels Models => new(PathOf(ModelsName));

    /// <summary>Opens or creates the store of one of its chains.</summary>
    /// <exception cref="InputException">The chain was started with other settings, another real text or another engine.</exception>
    public ChainStore Record(Arm arm, ChainSpec spec) => ChainStore.Open(Chain(arm, spec.Identity.Seed), spec, Models);

    /// <summary>A file at the top of the folder.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Releases the folder's lock.</summary>
    public void Dispose() => _lock?.Dispose();

    /// <summary>
    /// The plan of the folder with the seeds of <paramref name="plan"/> added; <paramref name="plan"/> itself if the folder holds no
    /// results.
    /// </summary>
    private static (StudyPlan Plan, bool IsNew, IReadOnlyList<Arm> Added) Join(string path, StudyPlan plan)
    {
        var planPath = System.IO.Path.Combine(path, PlanName);
        if (!File.Exists(planPath))
        {
            var entries = Directory.Exists(path) ? Directory.EnumerateFileSystemEntries(path) : [];
            if (entries.Any(entry => !IsLeftover(System.IO.Path.GetFileName(entry))))
                throw new InputException(path, "is not empty and contains no study. Choose another folder with --out.");
            return (plan, false, []);
        }
        var found = StudyPlan.Read(planPath);
        if (found.IsSame(plan) && found.Primary != plan.Primary && HoldsResults(path))
            throw new InputException(path, "holds results of this study with another primary outcome, which is stated before the run and "
                + "cannot be changed afterwards: restore the section 'primary' of the study file, or choose another folder with --out.");
        if (found.IsSame(plan))
            return (found with { Seeds = [.. found.Seeds.Union(plan.Seeds)], Primary = plan.Primary }, false, []);
        if (!HoldsResults(path))
            return (plan, true, []);
        if (plan.Extends(found) && !Directory.Exists(System.IO.Path.Combine(path, SubmittedName)))
            return (plan with { Seeds = [.. found.Seeds.Union(plan.Seeds)] }, false, plan.Without(found));
        if (found.IsSameButForEngine(plan))
            throw new InputException(path, $"holds this study, started with model.engine: {found.Engines}; now it is {plan.Engines}. "
                + $"Resume it with --set model.engine={found.Engines}, or choose another folder with --out.");
        throw new InputException(path,
            $"holds another study ('{found.Study}', or the same with other settings). Choose another folder with --out.");
    }

    /// <summary>Whether a file may be left by a process that died before it wrote the plan.</summary>
    private static bool IsLeftover(string name) => name is LockName or StudyName or RequestedChanges.FileName
        || (name.EndsWith(".tmp", StringComparison.Ordinal)
            && ((string[])[StudyName, RequestedChanges.FileName, PlanName]).Any(file => name.StartsWith(file, StringComparison.Ordinal)));

    /// <summary>
    /// Whether any generation or checkpoint was saved. A study that never got that far (for example, because its corpus was misspelt) may
    /// be replaced.
    /// </summary>
    private static bool HoldsResults(string path) => WorkIn(path)
        .SelectMany(begun => Directory.EnumerateFiles(begun, "*", SearchOption.AllDirectories))
        .Select(file => System.IO.Path.GetFileName(file))
        .Any(file => file is GenerationFolder.DoneName or SharedModel.FactsName
            || file.StartsWith(GenerationFolder.CheckpointName, StringComparison.Ordinal));

    private static IEnumerable<string> WorkIn(string path) =>
        ResultFolders.Select(name => System.IO.Path.Combine(path, name)).Where(Directory.Exists);

    private static FileStream Lock(string path) => AnalysisRecord.IsIn(path)
        ? throw new InputException(path, "holds an analysis of texts that were made elsewhere: there is nothing to run or to decide.")
        : HeldFile.TryOpen(System.IO.Path.Combine(path, LockName))
        ?? throw new InputException(path, "is being worked in by another process. Wait for it, or choose another folder with --out.");
}
