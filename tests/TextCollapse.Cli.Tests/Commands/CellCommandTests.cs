namespace TextCollapse.Cli.Tests.Commands;

[Collection(EnvironmentVariables.Name)]
public sealed class CellCommandTests : IDisposable
{
    private const string Study = """
        name: cells
        corpus: { source: "zipf:12,1.0", train: 2000, held_out: 400, document_length: 100 }
        model: { order: 2 }
        generations: 2
        seeds: 1-2
        grid: { mixing.strategy: [replace, accumulate] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("arm").FullName;
    private readonly string _plan;

    public CellCommandTests()
    {
        Directory.CreateDirectory(At("cells"));
        File.WriteAllText(At("study.yaml"), Study);
        _plan = Path.Combine(At("cells"), "plan.json");
        Command.Run("study", "plan", At("study.yaml"), "--out", _plan);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("SLURM_ARRAY_TASK_ID", null);
        Environment.SetEnvironmentVariable("JOB_COMPLETION_INDEX", null);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Cells_one_by_one_in_any_order_give_the_bytes_of_a_run()
    {
        Assert.Equal(ExitCode.Done, Command.Run("run", At("study.yaml"), "--out", At("run"), "--jobs", "1", "--quiet").Code);
        foreach (var index in new[] { "3", "0", "2", "1", "0" })
            Assert.Equal(ExitCode.Done, Command.Run("cell", "--plan", _plan, "--index", index, "--quiet").Code);
        var collect = Command.Run("collect", At("cells"));
        Assert.Equal(ExitCode.Done, collect.Code);
        Assert.Contains("4 of 4 chains done", collect.Out, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(Path.Combine(At("run"), "generations.csv")), File.ReadAllBytes(Path.Combine(At("cells"), "generations.csv")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(At("run"), "summary.csv")), File.ReadAllBytes(Path.Combine(At("cells"), "summary.csv")));
    }

    [Fact]
    public void Collecting_says_what_is_missing()
    {
        Command.Run("cell", "--plan", _plan, "--index", "1", "--quiet");
        var collect = Command.Run("collect", At("cells"));
        Assert.Equal(ExitCode.Interrupted, collect.Code);
        Assert.Contains("index 2, arm replace, seed 2: not started", collect.Out, StringComparison.Ordinal);
        Assert.Contains("all missing indices: 0,2-3", collect.Out, StringComparison.Ordinal);
        Assert.Equal(1 + 3, File.ReadAllLines(Path.Combine(At("cells"), "generations.csv")).Length);
    }

    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID")]
    [InlineData("JOB_COMPLETION_INDEX")]
    public void The_scheduler_says_which(string variable)
    {
        Environment.SetEnvironmentVariable(variable, "1");
        Assert.Contains("arm accumulate, seed 2", Command.Run("cell", "--plan", _plan, "--pack", "2").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--index 4", "--index: is 4, but the plan of 'cells' has 4 chains (2 arms × 2 seeds): valid indices are 0 to 3.")]
    [InlineData("--index 2 --pack 2", "valid indices are 0 to 1 with 2 chains per index")]
    [InlineData("--index -1", "is not a non-negative integer")]
    [InlineData("--index 1 --threads 0", "must be at least 1")]
    [InlineData("--index 0 --pack 0", "must be at least 1")]
    [InlineData("", "neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set")]
    public void Wrong_indices_are_named(string words, string said)
    {
        var arm = Command.Run(["cell", "--plan", _plan, .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(ExitCode.Wrong, arm.Code);
        Assert.Contains(said, arm.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_with_seeds_edited_by_hand_is_refused()
    {
        File.WriteAllText(_plan, File.ReadAllText(_plan).Replace("    2\n  ],", "    3\n  ],", StringComparison.Ordinal));
        var arm = Command.Run("cell", "--plan", _plan, "--index", "0");
        Assert.Equal(ExitCode.Wrong, arm.Code);
        Assert.Contains("was edited", arm.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_folder_takes_the_plan_with_it_and_no_second_one()
    {
        Assert.Equal(ExitCode.Done, Command.Run("cell", "--plan", _plan, "--index", "0", "--out", At("other"), "--quiet").Code);
        Assert.Equal(ExitCode.Interrupted, Command.Run("collect", At("other"), "--quiet").Code);
        Command.Run("study", "plan", At("study.yaml"), "--out", At("plan3.json"), "--set", "model.order=3");
        var arm = Command.Run("cell", "--plan", At("plan3.json"), "--index", "0", "--out", At("other"));
        Assert.Equal(ExitCode.Wrong, arm.Code);
        Assert.Contains("holds another study", arm.Error, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
