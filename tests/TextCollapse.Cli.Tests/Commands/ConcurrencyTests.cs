using System.Diagnostics;

namespace TextCollapse.Cli.Tests.Commands;

/// <summary>Several processes on one folder: cells that write, two of them the same one, and whoever collects meanwhile.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private const string Study = """
        name: cells
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

        var cells = new[] { 0, 1, 0 }.Select(index => Cell(plan, index)).ToArray();
        var (looks, partial) = (0, 0);
        try
        {
            for (var working = true; working; looks++)
            {
                working = cells.Any(cell => !cell.HasExited);
                var collect = Command.Run("collect", At("cells"), "--quiet");
                Assert.True(collect.Code is ExitCode.Done or ExitCode.Interrupted, collect.Error);
                if (!File.Exists(Path.Combine(At("cells"), "generations.csv")))
                    continue;
                // Every row is one of the undisturbed run, whole.
                var rows = File.ReadAllLines(Path.Combine(At("cells"), "generations.csv"));
                Assert.Empty(rows.Skip(1).Except(whole)); // the columns are those of what is there
                partial += rows.Length < whole.Length ? 1 : 0;
            }
            Assert.InRange(partial, 1, looks);
            // Of the two on one chain, one waits for its turn and finds all done, or is told who is there.
            Assert.All(cells, cell => Assert.True(cell.ExitCode == ExitCode.Done || cell.StandardError.ReadToEnd().Contains("another process", StringComparison.Ordinal)));
            Assert.Contains(cells.Where((_, i) => i != 1), cell => cell.ExitCode == ExitCode.Done);
        }
        finally
        {
            Array.ForEach(cells, cell => cell.Dispose());
        }
        Assert.Equal(ExitCode.Done, Command.Run("collect", At("cells"), "--quiet").Code);
        Assert.Equal(whole, File.ReadAllLines(Path.Combine(At("cells"), "generations.csv")));
    }

    private static Process Cell(string plan, int index)
    {
        string[] words = ["exec", typeof(CommandLine).Assembly.Location, "cell", "--plan", plan, "--index", $"{index}", "--quiet"];
        return Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    private string At(string name) => Path.Combine(_folder, name);
}
