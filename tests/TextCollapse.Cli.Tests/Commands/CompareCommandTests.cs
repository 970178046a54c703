namespace TextCollapse.Cli.Tests.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compare").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Only_what_varies_is_compared_and_shared_seeds_are_paired()
    {
        var (one, other) = (Run("one", "model.order=2", "1-2"), Run("other", "model.order=3", "2-3"));
        var csv = Command.Run("compare", one, other, "--format", "csv").Out.Split('\n');
        Assert.StartsWith("run,arm,generation,model.order,bpc_real_mean,", csv[0], StringComparison.Ordinal);
        var (first, second) = (csv[1].Split(','), csv[2].Split(','));
        Assert.Equal([one, "replace", "2", "2"], first[..4]);
        Assert.Equal([other, "replace", "2", "3"], second[..4]);
        Assert.Equal(("2", ""), (first[7], first[11]));
        Assert.Equal(("2", "1"), (second[7], second[11]));
        Assert.Contains("(one seed)", Command.Run("compare", one, other).Out, StringComparison.Ordinal);
        Assert.Contains("\"model.order\": \"3\"", Command.Run("compare", one, other, "--format", "json").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_on_different_real_texts_are_warned_of()
    {
        var one = Run("one", "model.order=2", "1");
        Assert.Equal("", Command.Run("compare", one, Run("other", "model.order=3", "1")).Error);
        Assert.Contains($"Warning: replace in {At("third")}: the real text (source, size or split) differs", Command.Run("compare", one, Run("third", "corpus.source=zipf:30,1.0", "1")).Error, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_folder, name);

    [Fact]
    public void A_folder_without_a_run_is_named()
    {
        var compare = Command.Run("compare", _folder);
        Assert.Equal(ExitCode.Wrong, compare.Code);
        Assert.Contains("holds no run", compare.Error, StringComparison.Ordinal);
    }

    private string Run(string name, string set, string seeds)
    {
        var (study, folder) = (Path.Combine(_folder, "study.yaml"), Path.Combine(_folder, name));
        File.WriteAllText(study, "corpus: { source: 'zipf:12,1.0', train: 2000, held_out: 400, document_length: 100 }\ngenerations: 2");
        Assert.Equal(ExitCode.Done, Command.Run("run", study, "--set", set, "--seeds", seeds, "--jobs", "1", "--quiet", "--out", folder).Code);
        return folder;
    }
}
