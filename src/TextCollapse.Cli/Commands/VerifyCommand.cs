using System.CommandLine;
using TextCollapse.Experiments.Storage;

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
        var damaged = found.Damages.Count + found.Models.Count;
        var result = damaged == 0 ? "every file matches its hash."
            : FormattableString.Invariant($"{damaged:N0} files are damaged or missing.");
        terminal.Line(FormattableString.Invariant(
            $"{found.Generations:N0} generations in {found.Begun:N0} of {found.Planned:N0} chains checked: {result}"));
        foreach (var damage in found.Models)
            terminal.Error($"{damage.Folder}: the model of generation 0 that chains share {damage.What}.");
        foreach (var damage in found.Damages)
            terminal.Error($"{Path.Combine(damage.Folder, GenerationFolder.Name(damage.Generation))}: {damage.File} {damage.What}.");
        if (damaged == 0)
            return ExitCode.Done;
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
