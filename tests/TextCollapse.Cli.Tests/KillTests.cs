using System.Diagnostics;

namespace TextCollapse.Cli.Tests;

/// <summary>A run killed without warning at random moments, and gone on with each time, leaves the bytes of an undisturbed one.</summary>
public sealed class KillTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kill").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_killed_run_goes_on_to_the_same_bytes()
    {
        var whole = Stopwatch.StartNew();
        Assert.Equal(0, Finish(Start("whole", 1)));
        var length = whole.Elapsed;

        // TEXTCOLLAPSE_KILLS asks for more of them.
        var kills = int.TryParse(Environment.GetEnvironmentVariable("TEXTCOLLAPSE_KILLS"), out var asked) ? asked : 3;
        var random = new Random(20260101);
        for (var kill = 0; kill < kills; kill++)
        {
            using var run = Start("killed", 2);
            if (!run.WaitForExit((int)(length.TotalMilliseconds * (0.15 + 0.6 * random.NextDouble()))))
                run.Kill();
            run.WaitForExit();
            // Every third run begins anew, so that kills fall everywhere and not only near the end.
            if (kill % 3 == 2 && kill + 1 < kills)
            {
                Assert.Equal(0, Finish(Start("killed", 1)));
                Assert.Equal(Csv("whole"), Csv("killed"));
                Directory.Delete(Path.Combine(_folder, "killed"), recursive: true);
            }
        }
        Assert.Equal(0, Finish(Start("killed", 2)));
        Assert.Equal(Csv("whole"), Csv("killed"));
    }

    private byte[] Csv(string name) => File.ReadAllBytes(Path.Combine(_folder, name, "generations.csv"));

    private Process Start(string name, int threads)
    {
        string[] words =
        [
            "exec", typeof(CommandLine).Assembly.Location, "run", "first-look", "--out", Path.Combine(_folder, name), "--threads", $"{threads}", "--seeds", "1-2", "--quiet",
            "--set", "corpus.source=zipf:30,1.0", "--set", "corpus.train=40000", "--set", "corpus.held_out=4000", "--set", "generations=5", "--set", "model.kind=ngram", "--set", "model.order=4",
        ];
        var start = new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int Finish(Process process)
    {
        using (process)
        {
            process.WaitForExit();
            return process.ExitCode;
        }
    }
}
