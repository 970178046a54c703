using TextCollapse.MLNet.Tests.Support;

namespace TextCollapse.MLNet.Tests;

public sealed class SampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sample").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_sample_of_the_documentation_runs_and_tells_real_from_written()
    {
        var corpus = Made.Corpus(Enumerable.Range(0, 40).Select(i => Made.Prose(60, i)));
        var model = Made.Model(corpus, 2);
        var written = Made.Written(model, 12_000, 0, length: 300);
        model.Save(Path.Combine(_folder, "model.safetensors"));
        var (real, made) = (Folder("real", corpus), Folder("written", written));
        var csv = Path.Combine(_folder, "scored.csv");
        var auc = Sample.Run(real, made, Path.Combine(_folder, "model.safetensors"), csv);
        Assert.InRange(auc, 0.8, 1);
        var lines = File.ReadAllLines(csv);
        Assert.Equal("file,perplexity,seq_rep_4,terminal_loop_share,log_odds_written", lines[0]);
        Assert.Equal(1 + 40 + written.Documents.Count, lines.Length);
    }

    private string Folder(string name, Corpora.Corpus texts)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        for (var i = 0; i < texts.Documents.Count; i++)
            File.WriteAllText(Path.Combine(folder, $"{i:000}.txt"), texts.Alphabet.Decode(texts.Documents[i].Symbols.Span));
        return folder;
    }
}
