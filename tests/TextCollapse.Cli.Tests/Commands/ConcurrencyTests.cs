using System.Diagnostics;

namespace TextCollapse.Cli.Tests.Commands;

/// <summary>Several processes on one folder: chains that are written, two processes on the same chain, and a concurrent collect.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private const string Study = """
        name: arms
        corpus: { source: "zipf:12,1.0", train: 3000, held_out: 400, document_length: 100 }
        model: { order: 3 }
        generations: 12
        grid: { mixing.strategy: [replace, accumulate] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("concurrency").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Collecting_while_cells_write_sees_whole_generations_and_two_processes_never_write_one_chain()
    {
        File.WriteAllText(At("study.yaml"), Study);
        Assert.Equal(ExitCode.Done, Command.Run("run", At("study.yaml"), "--out", At("run"), "--jobs", "1", "--quiet", "--no-report").Code);
        var whole = File.ReadAllLines(Path.Combine(At("run"), "generations.csv"));
        Directory.CreateDirectory(At("cells"));
        var plan = Path.Combine(At("cells"), "plan.json");
        Command.Run("study", "plan", At("study.yaml"), "--out", plan);

        var arms = new[] { 0, 1, 0 }.Select(index => Arm(plan, index)).ToArray();
        var (looks, partial) = (0, 0);
        try
        {
            for (var working = true; working; looks++)
            {
                working = arms.Any(arm => !arm.HasExited);
                var collect = Command.Run("collect", At("cells"), "--quiet");
                Assert.True(collect.Code is ExitCode.Done or ExitCode.Interrupted, collect.Error);
                if (!File.Exists(Path.Combine(At("cells"), "generations.csv")))
                    continue;
                // Every row is a complete row of the uninterrupted run.
                var rows = File.ReadAllLines(Path.Combine(At("cells"), "generations.csv"));
                Assert.Empty(rows.Skip(1).Except(whole)); // the columns are those of the finished generations
                partial += rows.Length < whole.Length ? 1 : 0;
            }
            Assert.InRange(partial, 1, looks);
            // Of the two on one chain, one waits and finds it finished, or reports the other process.
            Assert.All(arms, arm => Assert.True(arm.ExitCode == ExitCode.Done || arm.StandardError.ReadToEnd().Contains("another process", StringComparison.Ordinal)));
            Assert.Contains(arms.Where((_, i) => i != 1), arm => arm.ExitCode == ExitCode.Done);
        }
        finally
        {
            Array.ForEach(arms, arm => arm.Dispose());
        }
        Assert.Equal(ExitCode.Done, Command.Run("collect", At("cells"), "--quiet").Code);
        Assert.Equal(whole, File.ReadAllLines(Path.Combine(At("cells"), "generations.csv")));
    }

    [Fact]
    [Trait("Category", "Long")]
    public void Of_two_processes_that_need_one_model_one_trains_it_and_when_it_is_killed_the_other_takes_over()
    {
        File.WriteAllText(At("study.yaml"), """
            corpus: { source: "zipf:12,1.0", train: 3000, held_out: 400, document_length: 100 }
            model: { kind: gru, hidden: 32, embedding: 8, engine: managed }
            training: { steps: 2000, batch: 8, sequence: 16 }
            generations: 1
            arms:
              - { name: plain }
              - { name: warm, decoding.temperature: 1.2 }
            """);
        Assert.Equal(ExitCode.Done, Command.Run("run", At("study.yaml"), "--out", At("run"), "--jobs", "1", "--quiet", "--no-report").Code);
        Directory.CreateDirectory(At("cells"));
        var plan = Path.Combine(At("cells"), "plan.json");
        Command.Run("study", "plan", At("study.yaml"), "--out", plan);

        using (var first = Arm(plan, 0))
        {
            Until(first, () => Directory.Exists(At("cells/models"))
                && Directory.GetFiles(At("cells/models"), "model.lock", SearchOption.AllDirectories).Length == 1);
            Signal("STOP", first); // during its training, for as long as needed
            using var second = Arm(plan, 1);
            Until(second, () => File.Exists(At("cells/cells/warm/seed-1/chain.json")));
            Assert.False(second.WaitForExit(TimeSpan.FromSeconds(1)));
            Assert.Empty(Directory.GetFiles(At("cells/models"), "training.json", SearchOption.AllDirectories));
            Signal("KILL", first);
            second.WaitForExit();
            Assert.Equal(ExitCode.Done, second.ExitCode);
            first.WaitForExit();
        }
        using (var again = Arm(plan, 0))
        {
            again.WaitForExit();
            Assert.Equal(ExitCode.Done, again.ExitCode);
        }
        Assert.Equal(ExitCode.Done, Command.Run("collect", At("cells"), "--quiet").Code);
        Assert.Equal(File.ReadAllBytes(At("run/generations.csv")), File.ReadAllBytes(At("cells/generations.csv")));
        Assert.Contains("plain,1,0,0,", File.ReadAllText(At("cells/timings.csv")), StringComparison.Ordinal);
        Assert.Contains("warm,1,0,0,", File.ReadAllText(At("run/timings.csv")), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Command.Run("verify", At("cells")).Code);
    }

    private static void Until(Process process, Func<bool> there)
    {
        while (!there())
        {
            Assert.False(process.HasExited, "it ended before it was meant to");
            Thread.Sleep(1);
        }
    }

    private static void Signal(string name, Process process) => Process.Start("kill", [$"-{name}", $"{process.Id}"]).WaitForExit();

    private static Process Arm(string plan, int index)
    {
        string[] words = ["exec", typeof(CommandLine).Assembly.Location, "cell", "--plan", plan, "--index", $"{index}", "--quiet"];
        return Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    private string At(string name) => Path.Combine(_folder, name);
}
