using TextCollapse.Experiments.Execution.Clusters;

namespace TextCollapse.Cli.Tests.Commands;

[Collection(EnvironmentVariables.Name)]
public sealed class SubmitCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("submit").FullName;
    private readonly string _study;

    public SubmitCommandTests() => File.WriteAllText(_study = Path.Combine(_folder, "study.yaml"), "name: sweep\ngrid: { model.order: [1, 2, 3] }\nseeds: 1-4");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_batch_scripts_are_the_golden_ones()
    {
        var job = new SlurmJob
        {
            Study = "mixing ratios",
            Folder = "/shared/runs/mixing",
            Program = ["/opt/text collapse/textcollapse"],
            Indices = "0-5",
            Pack = 2,
            AtOnce = 4,
            Cores = 8,
            Options = ["--partition=long", "--time=4:00:00"],
        };
        Assert.Equal(Golden("array.sh"), SlurmScripts.Array(job), ignoreLineEndingDifferences: true);
        Assert.Equal(Golden("collect.sh"), SlurmScripts.Collect(job), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_dry_run_shows_both_scripts_and_writes_nothing()
    {
        var dry = Command.Run("submit", _study, "--dry-run", "--out", Path.Combine(_folder, "run"), "--pack", "5", "--cores", "2", "--at-once", "3");
        Assert.Equal(ExitCode.Done, dry.Code);
        Assert.Contains("#SBATCH --array=0-2%3\n", dry.Out, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --cpus-per-task=2\n", dry.Out, StringComparison.Ordinal);
        Assert.Contains("--index \"$SLURM_ARRAY_TASK_ID\" --pack 5\n", dry.Out, StringComparison.Ordinal);
        Assert.Contains("collect ", dry.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "run")));
    }

    [Fact]
    public void A_dry_run_shows_the_array_that_would_be_sent_for_what_is_left()
    {
        var (study, run) = (Path.Combine(_folder, "small.yaml"), Path.Combine(_folder, "run"));
        File.WriteAllText(study, """
            corpus: { source: "zipf:12,1.0", train: 1500, held_out: 300, document_length: 100 }
            model: { kind: ngram, order: 2 }
            generations: 1
            """);
        Assert.Equal(ExitCode.Done, Command.Run("run", study, "--seeds", "1", "--jobs", "1", "--out", run, "--quiet", "--no-report").Code);
        var plan = File.ReadAllText(Path.Combine(run, "plan.json"));
        var dry = Command.Run("submit", study, "--seeds", "1-4", "--dry-run", "--out", run);
        Assert.Contains("#SBATCH --array=1-3\n", dry.Out, StringComparison.Ordinal);
        Assert.Equal(plan, File.ReadAllText(Path.Combine(run, "plan.json")));
        Assert.Contains("Nothing is left of 1 chain", Command.Run("submit", study, "--seeds", "1", "--dry-run", "--out", run).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void More_chains_than_Slurm_has_indices_are_packed()
    {
        var dry = Command.Run("submit", _study, "--seeds", "1-500", "--dry-run", "--yes", "--out", Path.Combine(_folder, "run"));
        Assert.Contains("--pack 2\n", dry.Out, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --array=0-749\n", dry.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--engine kubernetes", "docs/cluster.md")]
    [InlineData("--sbatch long", "is not an option of sbatch")]
    [InlineData("--cores 0", "must be at least 1")]
    [InlineData("--out /tmp/a%b", "contains a space or a %")]
    public void Wrong_words_are_named(string words, string said)
    {
        var submit = Command.Run(["submit", _study, "--dry-run", .. words.Split(' ')]);
        Assert.Equal(ExitCode.Wrong, submit.Code);
        Assert.Contains(said, submit.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_Slurm_is_told_the_ways_out()
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            Environment.SetEnvironmentVariable("PATH", _folder);
            var submit = Command.Run("submit", _study, "--out", Path.Combine(_folder, "run"));
            Assert.Equal(ExitCode.Wrong, submit.Code);
            Assert.Contains("this machine has no Slurm", submit.Error, StringComparison.Ordinal);
            Assert.Contains("--dry-run", submit.Error, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    private static string Golden(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Commands", "Golden", name));
}
