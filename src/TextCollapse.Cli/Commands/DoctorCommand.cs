using System.CommandLine;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Spectre.Console;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;

namespace TextCollapse.Cli.Commands;

/// <summary><c>doctor</c>: what this build contains and what this machine can load.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var load = new Option<string?>("--load") { Description = "only loads this engine", Hidden = true };
        var command = new Command("doctor", "Shows which engines and pipelines work on this machine, its processor and its memory.")
        {
            load,
        };
        command.SetAction(result =>
        {
            if (result.GetValue(load) is { } name)
                return CompositionRoot.All.All.Any(engine => engine.Name == name && engine.Unavailable is null) ? ExitCode.Done
                    : ExitCode.Failed;
            if (!terminal.IsLive)
            {
                foreach (var (what, found) in Facts())
                    terminal.Line($"{what}: {found}");
                return ExitCode.Done;
            }
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
        yield return (".NET",
            $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription.Trim()} "
            + $"({RuntimeInformation.ProcessArchitecture})");
        yield return ("processor",
            $"{Environment.ProcessorCount} threads; widest vectors in use: {Vectors()}{(Fma.IsSupported ? ", fused multiply-add" : "")}");
        yield return ("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 20):N0} MiB available to this process");
        foreach (var engine in CompositionRoot.All.All)
            yield return ($"engine {engine.Name}", Describe(engine));
        if (CompositionRoot.All.All.All(engine => engine.Name != "torch"))
            yield return ("engine torch",
                "not in this build: the package feed had no TorchSharp when it was built, or HasTorchSharp was false");
        yield return ("metrics library",
            $"ready; metrics.pipeline: auto selects {CompositionRoot.Pipelines.Choose(new ArmOptions()).Name}");
#if HAS_MLNET
        yield return ("metrics mlnet",
            $"Microsoft.ML {MLNet.MLNetStatus.Here.Version}: "
            + $"{(MLNet.MLNetStatus.Here.Unavailable is { } why ? "cannot be used here: " + why : "ready")}");
#else
        yield return ("metrics mlnet", "not in this build: the package feed had no Microsoft.ML when it was built, or HasMLNet was false");
#endif
        yield return ("detector nas-bert",
            "not supported: Microsoft.ML.TorchSharp is incompatible with the TorchSharp of the torch engine (docs/dependencies.md)");
    }

    // A damaged native library can crash the process that loads it, so a child process loads it first.
    private static string Describe(IEngine engine)
    {
        if (engine is not ManagedEngine && LoadInChildProcess(engine) is not (ExitCode.Done or ExitCode.Failed) and var code)
            return $"cannot be used here: a process that loaded it exited with code {code}, so a native library is damaged; "
                + "rebuild or reinstall to replace it, or use model.engine: managed";
        if (engine.Unavailable is { } reason)
            return $"cannot be used here: {reason}";
#if HAS_TORCHSHARP
        if (engine is Torch.TorchEngine && Torch.TorchRuntime.Status.Adaptation is { } adaptation)
            return $"ready: {engine.Variant("auto")}; {adaptation}";
#endif
        return $"ready: {engine.Variant("auto")}";
    }

    private static int LoadInChildProcess(IEngine engine)
    {
        var program = WorkerCommand.Program;
        var start = new ProcessStartInfo(program[0], [.. program[1..], "doctor", "--load", engine.Name])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string Vectors()
    {
        if (Vector512.IsHardwareAccelerated)
            return "512 bits";
        if (Vector256.IsHardwareAccelerated)
            return "256 bits";
        return Vector128.IsHardwareAccelerated ? "128 bits" : $"none (Vector<byte> has {Vector<byte>.Count})";
    }
}
