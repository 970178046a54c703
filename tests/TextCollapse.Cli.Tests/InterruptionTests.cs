using System.Diagnostics;

namespace TextCollapse.Cli.Tests;

public sealed class InterruptionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("interruption").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>In a process of its own: a signal reaches all that runs in one.</summary>
    [Theory]
    [InlineData("HUP")]
    [InlineData("TERM")]
    public void A_signal_lets_work_end_at_a_safe_place(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        var text = Path.Combine(_folder, "text.txt");
        File.WriteAllText(text, string.Concat(Enumerable.Range(0, 4000).Select(i => $"line {i * 7919 % 1000}\n")));
        using var training = Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "train", text, "--out", Path.Combine(_folder, "m.safetensors"),
            "--set", "model.kind=gru", "--set", "model.engine=managed", "--set", "model.hidden=16", "--set", "training.steps=1000000"])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Assert.Contains("characters to train on", training.StandardOutput.ReadLine(), StringComparison.Ordinal);
        using (var kill = Process.Start("kill", $"-{signal} {training.Id}"))
            kill.WaitForExit();
        Assert.Contains("Interrupted", training.StandardError.ReadToEnd(), StringComparison.Ordinal);
        training.WaitForExit();
        Assert.Equal(ExitCode.Interrupted, training.ExitCode);
    }
}
