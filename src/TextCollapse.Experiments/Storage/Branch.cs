using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Review;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Storage;

/// <summary>Another run that shares one chain's history up to a generation and draws another future after it.</summary>
public static class Branch
{
    /// <summary>Copies the chain to a run folder of its own, and notes that in both logs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cell">The chain's cell.</param>
    /// <param name="record">The chain.</param>
    /// <param name="person">Whoever decides about the chain.</param>
    /// <param name="spec">The chain.</param>
    /// <param name="generation">The last generation that is shared.</param>
    /// <param name="target">The new folder; must not exist or be empty.</param>
    /// <param name="by">Who.</param>
    /// <param name="why">Why.</param>
    /// <exception cref="InputException">The folder holds something, or the chain has no such generation.</exception>
    public static void Off(
        RunFolder run, Cell cell, ChainSpec spec, ChainStore record, Oversight person, int generation, string target,
        string by, string why)
    {
        if (generation < 0 || generation >= record.Committed)
            throw new InputException("branch",
                $"after generation {generation} cannot be: the chain has generations 0 to {record.Committed - 1}.");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new InputException(target, "is not empty. Choose another folder to branch to.");
        var plan = new StudyPlan(run.Plan.Study, [spec.Identity.Seed], [cell]);
        using (var branch = RunFolder.Open(target, plan, File.ReadAllText(run.PathOf("study.yaml")), RequestedChanges.Of(run)))
        {
            Copy(run.Chain(cell, spec.Identity.Seed), branch.Chain(cell, spec.Identity.Seed));
            branch.Models.CopyFrom(run.Chain(cell, spec.Identity.Seed));
            var copy = branch.Record(cell, spec);
            var origin = Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Path));
            new Oversight(spec, copy).Decide(new RollBack(generation), by, why.Length > 0 ? why : $"branch of {origin}");
        }
        person.Decide(new BranchOff(generation, Path.GetFileName(Path.TrimEndingDirectorySeparator(target))), by, why);
    }

    /// <summary>
    /// Whole generations and the log of decisions; what was moved aside earlier stays where it is, and votes with the texts that they are
    /// about.
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
