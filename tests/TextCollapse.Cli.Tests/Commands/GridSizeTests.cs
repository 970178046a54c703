namespace TextCollapse.Cli.Tests.Commands;

public sealed class GridSizeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grid").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("run")]
    [InlineData("submit --dry-run")]
    [InlineData("study validate")]
    [InlineData("study plan")]
    public void A_grid_of_a_million_cells_is_counted_and_reckoned_and_refused_at_once(string words)
    {
        var before = GC.GetTotalAllocatedBytes();
        var command = Command.Run([.. words.Split(' '), Study(1000)]);
        Assert.Equal(ExitCode.Wrong, command.Code);
        Assert.Contains("1,000,000 arms × 2 seeds are 2,000,000 chains: roughly", command.Error, StringComparison.Ordinal);
        Assert.Contains("--yes", command.Error, StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 500_000_000, "the arms were made before they were counted");
    }

    [Fact]
    public void A_large_grid_that_is_meant_is_planned()
    {
        var plan = Path.Combine(_folder, "plan.json");
        Assert.Equal(ExitCode.Done, Command.Run("study", "plan", Study(30), "--seeds", "1-3", "--yes", "--out", plan).Code);
        Assert.Equal("2700", Command.Run("cell", "--plan", plan, "--count").Out.Trim());
        Assert.Equal("270", Command.Run("cell", "--plan", plan, "--count", "--pack", "10").Out.Trim());
    }

    [Fact]
    public void Seeds_count_too()
    {
        File.WriteAllText(Path.Combine(_folder, "one.yaml"), "model: { order: 2 }");
        Assert.Contains("1 arm × 1,001 seeds are 1,001 chains", Command.Run("study", "plan", Path.Combine(_folder, "one.yaml"), "--seeds", "1-1001").Error, StringComparison.Ordinal);
    }

    private string Study(int values)
    {
        var path = Path.Combine(_folder, "grid.yaml");
        string List(Func<int, double> value) => string.Join(", ", Enumerable.Range(1, values).Select(i => value(i).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        File.WriteAllText(path, $"seeds: 1-2\ngrid:\n  decoding.temperature: [{List(i => i / 100.0)}]\n  decoding.top_p: [{List(i => i / (double)values)}]\n");
        return path;
    }
}
