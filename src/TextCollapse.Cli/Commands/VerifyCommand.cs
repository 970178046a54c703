using System.CommandLine;
using System.Globalization;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Commands;

/// <summary><c>verify DIR</c>: checks every hash of a run; <c>--set-aside</c> moves damaged generations aside for regeneration.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("dir") { Description = "folder of a run" };
        var setAside = new Option<bool>("--set-aside")
        {
            Description = "moves damaged generations and all later ones of their chains aside, so that 'run' regenerates them; "
                + "nothing is deleted",
        };
        var command = new Command("verify", "Checks every file of a run against its stored hash.") { folder, setAside };
        command.SetAction(parsed => Verify(terminal, parsed.GetValue(folder)!, parsed.GetValue(setAside)));
        return command;
    }

    private static int Verify(Terminal terminal, string path, bool setAside)
    {
        var found = RunCheck.Of(path);
        var results = ResultHashes.Check(path);
        var damaged = found.Damages.Count + found.Models.Count + (results?.Damaged.Count ?? 0);
        var result = damaged == 0 ? "all match their hashes."
            : $"{Count.Of(damaged, "file")} {(damaged == 1 ? "is" : "are")} damaged or missing.";
        terminal.Line($"{Count.Of(found.Generations, "generation")} in "
            + $"{found.Begun.ToString("N0", CultureInfo.InvariantCulture)} of {Count.Of(found.Planned, "chain")}"
            + $"{(results is null ? "" : $" and {Count.Of(results.Files, "result file")}")} checked: {result}");
        if (results is null)
            terminal.Line($"The result files were not checked: their hashes are written when a run ends. 'textcollapse collect {path}' "
                + "writes both from the generations.");
        else if (results.Unlisted.Count > 0)
            terminal.Line($"Written later, not checked: {string.Join(", ", results.Unlisted)}.");
        foreach (var (file, what) in results?.Damaged ?? [])
            terminal.Error($"{Path.Combine(path, file)}: {what}.");
        foreach (var damage in found.Models)
            terminal.Error($"{damage.Folder}: the model of generation 0 that chains share {damage.What}.");
        foreach (var damage in found.Damages)
            terminal.Error($"{Path.Combine(damage.Folder, GenerationFolder.Name(damage.Generation))}: {damage.File} {damage.What}.");
        if (damaged == 0)
            return ExitCode.Done;
        if (results?.Damaged.Count > 0)
            terminal.Line($"To rewrite the result files from the generations: textcollapse collect {path}, then textcollapse report "
                + $"{path}.");
        if (found.Damages.Count + found.Models.Count == 0)
            return ExitCode.Unfulfilled;
        if (!setAside)
        {
            terminal.Line(
                $"To regenerate them: textcollapse verify {path} --set-aside, then run the study again with --out {path}. Only "
                + $"damaged chains are rerun, each from its first damaged generation.");
            return ExitCode.Unfulfilled;
        }
        foreach (var damage in found.Models)
            if (SharedModels.SetAside(damage) is { } aside)
                terminal.Line($"The model of {damage.Folder} is now in {aside}.");
        foreach (var chain in found.Damages.GroupBy(damage => damage.Folder))
            terminal.Line(
                $"Generation {chain.Min(damage => damage.Generation)} and later of {chain.Key} are now in "
                + $"{ChainCheck.SetAside(chain.Key, chain.Min(damage => damage.Generation))}.");
        terminal.Line($"Run the study again with --out {path} to regenerate them.");
        return ExitCode.Done;
    }
}
