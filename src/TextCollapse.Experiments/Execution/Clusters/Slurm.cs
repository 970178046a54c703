using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace TextCollapse.Experiments.Execution.Clusters;

/// <summary>
/// The scheduler's own commands, as far as submitting needs them. How a run stands is read from its folder, never asked of Slurm.
/// </summary>
public static class Slurm
{
    /// <summary>What Slurm allows where its administrator said nothing else: indices 0 to 1000.</summary>
    public const int UsualMostTasks = 1001;

    /// <summary>How many tasks an array may have here; <see cref="UsualMostTasks"/> where Slurm cannot be asked.</summary>
    public static int MostTasks()
    {
        try
        {
            var line = Ask("scontrol", "show", "config").Split('\n')
                .FirstOrDefault(line => line.StartsWith("MaxArraySize", StringComparison.Ordinal));
            return int.TryParse(line?.Split('=')[^1], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture, out var most) && most > 0 ? most : UsualMostTasks;
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            return UsualMostTasks;
        }
    }

    /// <summary>Submits the array and the collecting step that waits for it, and gives their job numbers.</summary>
    /// <exception cref="InputException">There is no Slurm on this machine.</exception>
    /// <exception cref="WorkFailedException">Slurm refused; what it said is in the message.</exception>
    public static (string Array, string Collect) Submit(string arrayScript, string collectScript)
    {
        var array = Number(Ask("sbatch", "--parsable", arrayScript));
        return (array, Number(Ask("sbatch", "--parsable", $"--dependency=afterany:{array}", collectScript)));
    }

    /// <summary><c>--parsable</c> answers <c>number</c> or <c>number;cluster</c>.</summary>
    private static string Number(string answer) => answer.Trim().Split(';')[0];

    private static string Ask(string program, params string[] words)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            throw new InputException("--engine slurm",
                $"'{program}' is not to be found: this machine has no Slurm. Submit from a login node of the cluster, see the scripts "
                + $"with --dry-run, or run the study here with 'textcollapse run'.");
        }
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var answer = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? answer
                : throw new WorkFailedException($"'{program} {string.Join(' ', words)}' was refused: {error.Result.Trim()}");
        }
    }
}
