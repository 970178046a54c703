using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace TextCollapse.Cli.Tests;

/// <summary>
/// A run killed without warning at random moments, and gone on with each time, loses no generation and leaves the bytes of an undisturbed one.
/// TEXTCOLLAPSE_KILLS asks for more kills of each model.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kill").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ngram", "model.order=4")]
    [InlineData("gru", "model.hidden=16", "model.embedding=8", "model.engine=managed", "training.steps=40", "training.batch=8", "training.sequence=16")]
    [InlineData("transformer", "model.width=16", "model.heads=2", "model.engine=managed", "training.steps=40", "training.batch=8", "training.sequence=16")]
    public void A_killed_run_loses_nothing_and_goes_on_to_the_same_bytes(string kind, params string[] settings)
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, Finish(Start(kind, settings, "whole", 1)));
        var length = clock.Elapsed;

        var kills = int.TryParse(Environment.GetEnvironmentVariable("TEXTCOLLAPSE_KILLS"), out var asked) ? asked : 2;
        var random = new Random(20260101);
        var (killed, torn, whole) = (0, 0, 0);
        SortedDictionary<string, string> kept = new(StringComparer.Ordinal);
        for (var kill = 0; kill < kills; kill++)
        {
            using (var run = Start(kind, settings, "killed", 2))
            {
                if (!run.WaitForExit((int)(length.TotalMilliseconds * (0.15 + 0.75 * random.NextDouble()))))
                    run.Kill(entireProcessTree: kill % 2 == 0); // else its workers are left to themselves
                run.WaitForExit();
                killed += run.ExitCode == 137 ? 1 : 0;
            }
            torn += Directory.Exists(Path.Combine(_folder, "killed")) ? Directory.EnumerateFiles(Path.Combine(_folder, "killed"), "*.tmp", SearchOption.AllDirectories).Count() : 0;
            var found = Committed();
            foreach (var (path, hash) in kept)
                Assert.Equal(hash, found.GetValueOrDefault(path));
            kept = found;
            // Every third run begins anew, so that kills fall everywhere and not only near the end.
            if (kill % 3 == 2 && kill + 1 < kills)
                whole += Anew();
        }
        whole += Anew();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kind}: {kills} runs, {killed} of them killed, {torn} files torn off before their rename, {whole} finished to the bytes of an undisturbed run of {length.TotalSeconds:F1} s, no generation lost, in {clock.Elapsed.TotalSeconds:F0} s"));

        int Anew()
        {
            Assert.Equal(0, Finish(Start(kind, settings, "killed", 1 + whole % 2)));
            Assert.Equal(Csv("whole"), Csv("killed"));
            Directory.Delete(Path.Combine(_folder, "killed"), recursive: true);
            kept.Clear();
            return 1;
        }
    }

    /// <summary>What makes each committed generation count, by its path.</summary>
    private SortedDictionary<string, string> Committed() => new(Directory.Exists(Path.Combine(_folder, "killed"))
        ? Directory.EnumerateFiles(Path.Combine(_folder, "killed"), "done.json", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllText)
        : [], StringComparer.Ordinal);

    private byte[] Csv(string name) => File.ReadAllBytes(Path.Combine(_folder, name, "generations.csv"));

    private Process Start(string kind, string[] settings, string name, int threads)
    {
        string[] words =
        [
            "exec", typeof(CommandLine).Assembly.Location, "run", "first-look", "--out", Path.Combine(_folder, name), "--threads", $"{threads}", "--quiet", "--no-report",
            .. ((string[])["corpus.source=zipf:30,1.0", "corpus.train=6000", "corpus.held_out=2000", "corpus.document_length=200", "generations=4", $"model.kind={kind}", .. settings]).SelectMany(setting => (string[])["--set", setting]),
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
