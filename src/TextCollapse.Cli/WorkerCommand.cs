using System.Diagnostics;
using System.Globalization;

namespace TextCollapse.Cli;

/// <summary>The command line that starts this program as a worker process.</summary>
internal static class WorkerCommand
{
    /// <summary>
    /// <c>cell --index -</c> for the plan in a run's folder. The runtime of the worker is limited to the same number of processors as
    /// threads.
    /// </summary>
    /// <param name="planPath">The plan.</param>
    /// <param name="threads">Threads of the worker.</param>
    /// <param name="until">The last generation to run; null for all.</param>
    /// <param name="decisions">A log of decisions to replay; null for none.</param>
    public static ProcessStartInfo Start(string planPath, int threads, int? until = null, string? decisions = null)
    {
        var number = threads.ToString(CultureInfo.InvariantCulture);
        string[] pause = until is { } last ? ["--until", last.ToString(CultureInfo.InvariantCulture)] : [];
        string[] script = decisions is not null ? ["--decisions", decisions] : [];
        var start = new ProcessStartInfo(Program[0],
            [.. Program[1..], "cell", "--plan", planPath, "--index", "-", "--threads", number, .. pause, .. script]);
        start.Environment["DOTNET_PROCESSOR_COUNT"] = number;
        start.Environment["OMP_NUM_THREADS"] = number;
        return start;
    }

    /// <summary>The command that starts this program: its own executable, or <c>dotnet exec</c> and its assembly.</summary>
    public static string[] Program
    {
        get
        {
            var assembly = typeof(WorkerCommand).Assembly.Location;
            var process = Environment.ProcessPath ?? "dotnet";
            var host = Path.GetFileNameWithoutExtension(process) == "dotnet";
            var isEntry = System.Reflection.Assembly.GetEntryAssembly() == typeof(WorkerCommand).Assembly;
            if (assembly.Length == 0 || (!host && isEntry))
                return [process];
            return [host ? process : "dotnet", "exec", assembly];
        }
    }
}
