namespace TextCollapse.Cli.Tests.Commands;

public sealed class MeasureOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("measure").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Text(string name, int seed)
    {
        var random = new Random(seed);
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, string.Join('\f', Enumerable.Range(0, 24).Select(_ => string.Join(' ', Enumerable.Range(0, 120).Select(_ => $"w{(int)(40 * random.NextDouble() * random.NextDouble())}")))));
        return path;
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("table")]
    public void The_output_is_the_same_bytes_for_one_and_two_threads_and_for_a_second_run(string format)
    {
        string[] words = ["measure", Text("a.txt", 1), "--reference", Text("b.txt", 2), "--model", "auto", "--format", format, "--threads"];
        var once = Command.Run([.. words, "1"]);
        Assert.Equal(0, once.Code);
        Assert.NotEmpty(once.Out);
        Assert.Equal(once, Command.Run([.. words, "1"]));
        Assert.Equal(once, Command.Run([.. words, "2"]));
    }

    [Fact]
    public void Slow_metrics_are_measured_where_all_are_asked_for()
    {
        string[] words = ["measure", Text("a.txt", 1), "--reference", Text("b.txt", 2), "--format", "csv", "--no-intervals"];
        Assert.DoesNotContain("c2st_auc", Command.Run(words).Out, StringComparison.Ordinal);
        Assert.Contains("c2st_auc", Command.Run([.. words, "--all"]).Out, StringComparison.Ordinal);
    }
}
