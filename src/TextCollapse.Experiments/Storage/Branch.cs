using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Review;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Storage;

/// <summary>Starts another run that shares a chain's history up to a generation and continues from it with other random numbers.</summary>
public static class Branch
{
    /// <summary>Copies the chain to a new run folder, and records the branch in both logs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="arm">The chain's arm.</param>
    /// <param name="record">The chain.</param>
    /// <param name="person">The review of the chain that records the decision.</param>
    /// <param name="spec">The chain.</param>
    /// <param name="generation">The last generation that is shared.</param>
    /// <param name="target">The new folder; it must not exist, or be empty.</param>
    /// <param name="by">Who.</param>
    /// <param name="why">Why.</param>
    /// <exception cref="InputException">The folder is not empty, or the chain has no such generation.</exception>
    public static void Off(
        RunFolder run, Arm arm, ChainSpec spec, ChainStore record, Oversight person, int generation, string target,
        string by, string why)
    {
        if (generation < 0 || generation >= record.Committed)
            throw new InputException("branch",
                $"cannot branch after generation {generation}: the chain has generations 0 to {record.Committed - 1}.");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new InputException(target, "is not empty. Choose another folder to branch to.");
        var plan = new StudyPlan(run.Plan.Study, [spec.Identity.Seed], [arm]);
        using (var branch = RunFolder.Open(target, plan, File.ReadAllText(run.PathOf("study.yaml")), RequestedChanges.Of(run)))
        {
            Copy(run.Chain(arm, spec.Identity.Seed), branch.Chain(arm, spec.Identity.Seed));
            branch.Models.CopyFrom(run.Chain(arm, spec.Identity.Seed));
            var copy = branch.Record(arm, spec);
            var origin = Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Path));
            new Oversight(spec, copy).Decide(new RollBack(generation), by, why.Length > 0 ? why : $"branch of {origin}");
        }
        person.Decide(new BranchOff(generation, Path.GetFileName(Path.TrimEndingDirectorySeparator(target))), by, why);
    }

    /// <summary>
    /// Copies whole generations and the log of decisions. Generations that were moved aside are not copied, and neither are votes, which
    /// belong to the texts of the original.
    /// </summary>
    private static void Copy(string from, string to)
    {
        Folders.Create(to);
        foreach (var file in Directory.EnumerateFiles(from)
            .Where(file => Path.GetExtension(file) is ".json" or ".jsonl" && Path.GetFileName(file) != VoteLog.FileName))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var generation in Directory.EnumerateDirectories(from).Where(path => GenerationFolder.Number(path) is not null))
            foreach (var file in Directory.EnumerateFiles(generation))
                File.Copy(file, Path.Combine(Folders.Create(Path.Combine(to, Path.GetFileName(generation))), Path.GetFileName(file)));
    }
}
