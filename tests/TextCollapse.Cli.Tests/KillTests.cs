using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace TextCollapse.Cli.Tests;

/// <summary>
/// A run that is repeatedly killed at random moments and resumed loses no generation and produces the bytes of an uninterrupted one.
/// TEXTCOLLAPSE_KILLS sets the number of effective kills for each model.
/// </summary>
[Trait("Category", "Long")]
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
        var (files, generations) = (KillStage.Finished(In("whole")), Committed("whole").Count);

        var kills = int.TryParse(Environment.GetEnvironmentVariable("TEXTCOLLAPSE_KILLS"), out var asked) ? asked : 2;
        var random = new Random(20260101);
        var (killed, runs, whole, leftBehind) = (0, 0, 0, 0);
        SortedDictionary<string, int> stages = new(StringComparer.Ordinal);
        SortedDictionary<string, string> kept = new(StringComparer.Ordinal);
        while (killed < kills)
        {
            // Only effective kills are counted: a run may have ended before the moment.
            Assert.InRange(++runs, 1, 3 * kills + 10);
            var (torn, there) = (KillStage.Torn(In("killed")), KillStage.Finished(In("killed")));
            var moment = KillMoment.Draw(random, there, files, atRename: runs % 2 == 0);
            using (var run = Start(kind, settings, "killed", 2))
            {
                moment.Await(run, In("killed"));
                var alone = random.Next(4) == 0; // its workers keep running
                run.Kill(entireProcessTree: !alone);
                run.WaitForExit();
                if (run.ExitCode != 137)
                {
                    whole += Anew();
                    continue;
                }
                (killed, leftBehind) = (killed + 1, leftBehind + (alone ? 1 : 0));
            }
            var stage = KillStage.Of(In("killed"), torn, generations);
            stages[stage] = stages.GetValueOrDefault(stage) + 1;
            var found = Committed("killed");
            foreach (var (path, hash) in kept)
                Assert.Equal(hash, found.GetValueOrDefault(path));
            kept = found;
            // Every third run restarts from scratch, so that kills are not concentrated near the end.
            if (killed % 3 == 0)
                whole += Anew();
        }
        whole += Anew();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kind}: {runs} runs, {killed} of them killed ({leftBehind} without their workers), {whole} finished to the bytes of an undisturbed run, no generation lost, in {clock.Elapsed.TotalSeconds:F0} s"));
        output.WriteLine($"{kind}: killed {string.Join(", ", stages.OrderByDescending(stage => stage.Value).Select(stage => $"{stage.Key} {stage.Value}"))}");

        int Anew()
        {
            Assert.Equal(0, Finish(Start(kind, settings, "killed", 1 + whole % 2)));
            Assert.Equal(Csv("whole"), Csv("killed"));
            Assert.Equal(Committed("whole"), Committed("killed"));
            Directory.Delete(In("killed"), recursive: true);
            kept.Clear();
            return 1;
        }
    }

    private string In(string name) => Path.Combine(_folder, name);

    /// <summary>The done file of each committed generation, by its path within the run.</summary>
    private SortedDictionary<string, string> Committed(string name) => new(Directory.Exists(In(name))
        ? Directory.EnumerateFiles(In(name), "done.json", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(In(name), path), File.ReadAllText)
        : [], StringComparer.Ordinal);

    private byte[] Csv(string name) => File.ReadAllBytes(Path.Combine(In(name), "generations.csv"));

    private Process Start(string kind, string[] settings, string name, int threads)
    {
        string[] words =
        [
            "exec", typeof(CommandLine).Assembly.Location, "run", "first-look", "--out", In(name), "--threads", $"{threads}", "--quiet", "--no-report",
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
