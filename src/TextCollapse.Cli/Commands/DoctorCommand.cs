using System.CommandLine;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Spectre.Console;

namespace TextCollapse.Cli.Commands;

/// <summary><c>doctor</c>: what this build has, and what this machine can load.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("doctor", "Engines, pipelines, processor features, threads and paths.");
        command.SetAction(_ =>
        {
            var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "found");
            foreach (var (what, found) in Facts())
                table.AddRow(new Text(what), new Text(found));
            terminal.Console.Write(table);
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<(string What, string Found)> Facts()
    {
        yield return ("textcollapse", typeof(InputException).Assembly.GetName().Version!.ToString(3));
        yield return (".NET", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription.Trim()} ({RuntimeInformation.ProcessArchitecture})");
        yield return ("processor", $"{Environment.ProcessorCount} threads; widest vectors in use: {Vectors()}{(Fma.IsSupported ? ", fused multiply-add" : "")}");
        yield return ("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 20):N0} MiB available to this process");
        foreach (var engine in EnginesHere.All.All)
            yield return ($"engine {engine.Name}", engine.Unavailable is { } reason ? $"cannot be used here: {reason}" : $"ready ({engine.Variant("auto")})");
        if (EnginesHere.All.All.All(engine => engine.Name != "torch"))
            yield return ("engine torch", "not in this build: the package feed had no TorchSharp when it was built, or HasTorchSharp was false");
        yield return ("metrics library", "ready: what metrics.pipeline: auto takes");
#if HAS_MLNET
        yield return ("metrics mlnet", $"Microsoft.ML {MLNet.MLNetStatus.Here.Version}: {(MLNet.MLNetStatus.Here.Unavailable is { } why ? "cannot be used here: " + why : "ready")}");
#else
        yield return ("metrics mlnet", "not in this build: the package feed had no Microsoft.ML when it was built");
#endif
        yield return ("detector nas-bert", "in no build: Microsoft.ML.TorchSharp does not run with the TorchSharp of the torch engine (docs/dependencies.md)");
    }

    private static string Vectors() => Vector512.IsHardwareAccelerated ? "512 bits" : Vector256.IsHardwareAccelerated ? "256 bits" : Vector128.IsHardwareAccelerated ? "128 bits" : $"none (Vector<byte> has {Vector<byte>.Count})";
}
