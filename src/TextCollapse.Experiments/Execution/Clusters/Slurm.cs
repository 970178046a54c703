using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace TextCollapse.Experiments.Execution.Clusters;

/// <summary>The Slurm commands needed to submit a run. The state of a run is read from its folder, never from Slurm.</summary>
public static class Slurm
{
    /// <summary>Slurm's default array size: indices 0 to 1000.</summary>
    public const int UsualMostTasks = 1001;

    /// <summary>
    /// The maximum number of tasks in an array on this cluster; <see cref="UsualMostTasks"/> where Slurm does not report it.
    /// </summary>
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

    /// <summary>Submits the array and the collecting step that waits for it, and returns their job numbers.</summary>
    /// <exception cref="InputException">Slurm is not installed on this machine.</exception>
    /// <exception cref="WorkFailedException">Slurm rejected the job; its error output is in the message.</exception>
    public static (string Array, string Collect) Submit(string arrayScript, string collectScript)
    {
        var array = Number(Ask("sbatch", "--parsable", arrayScript));
        return (array, Number(Ask("sbatch", "--parsable", $"--dependency=afterany:{array}", collectScript)));
    }

    /// <summary><c>--parsable</c> prints <c>number</c> or <c>number;cluster</c>.</summary>
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
                $"'{program}' was not found: this machine has no Slurm. Submit from a login node of the cluster, print the scripts "
                + $"with --dry-run, or run the study here with 'textcollapse run'.");
        }
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var answer = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? answer
                : throw new WorkFailedException($"'{program} {string.Join(' ', words)}' failed: {error.Result.Trim()}");
        }
    }
}
