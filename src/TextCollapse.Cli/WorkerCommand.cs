using System.Diagnostics;
using System.Globalization;

namespace TextCollapse.Cli;

/// <summary>How this program starts itself again as a worker.</summary>
internal static class WorkerCommand
{
    /// <summary><c>cell --index -</c> for the plan in a run's folder, on so many threads. The runtime of the worker sees no more processors than that either.</summary>
    public static ProcessStartInfo Start(string planPath, int threads)
    {
        var number = threads.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Program[0], [.. Program[1..], "cell", "--plan", planPath, "--index", "-", "--threads", number]);
        start.Environment["DOTNET_PROCESSOR_COUNT"] = number;
        start.Environment["OMP_NUM_THREADS"] = number;
        return start;
    }

    /// <summary>The words that start this program: its own executable, or <c>dotnet exec</c> and its assembly.</summary>
    public static string[] Program
    {
        get
        {
            var assembly = typeof(WorkerCommand).Assembly.Location;
            var process = Environment.ProcessPath ?? "dotnet";
            var host = Path.GetFileNameWithoutExtension(process) == "dotnet";
            return assembly.Length == 0 || (!host && System.Reflection.Assembly.GetEntryAssembly() == typeof(WorkerCommand).Assembly) ? [process]
                : [host ? process : "dotnet", "exec", assembly];
        }
    }
}
