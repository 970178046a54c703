using System.Security.Cryptography;

namespace TextCollapse.Cli.Tests.GoldenRuns;

/// <summary>
/// Whole runs whose <c>generations.csv</c> is pinned by its SHA-256, which shows that a refactoring changes no result: every mixing strategy,
/// every mitigation, all three model kinds, a roll-back. <c>hashes.txt</c> is updated by hand, with the reason in the commit message.
/// </summary>
public sealed class GoldenRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("golden").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GoldenTheory]
    [InlineData("ngram")]
    [InlineData("gru")]
    [InlineData("transformer")]
    [InlineData("mitigations")]
    [InlineData("rollback")]
    public void Should_write_the_pinned_bytes(string name)
    {
        var run = Command.Run("run", PathOf($"{name}.yaml"), "--out", _folder, "--quiet", "--no-report");
        Assert.Equal("", run.Error);
        Assert.Equal(Pinned(name), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, "generations.csv")))));
    }

    [GoldenTheory]
    [InlineData("mitigations-gru")]
    [Trait("Category", "Long")]
    public void Should_write_the_pinned_bytes_of_long_runs(string name) => Should_write_the_pinned_bytes(name);

    private static string Pinned(string name) =>
        File.ReadLines(PathOf("hashes.txt")).Select(line => line.Split(' ')).Single(fields => fields[0] == name)[1];

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "GoldenRuns", file);
}
