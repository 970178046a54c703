using System.Text.RegularExpressions;
using TextCollapse.MLNet.Tests.Support;
using TextCollapse.Tests;

namespace TextCollapse.MLNet.Tests;

public sealed partial class SampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sample").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_code_of_the_page_runs()
    {
        var corpus = Made.Corpus(Enumerable.Range(0, 40).Select(i => Made.Prose(60, i)));
        var model = Made.Model(corpus, 2);
        var generated = Made.Generate(model, 12_000, 0, length: 300);
        var modelFile = Path.Combine(_folder, "model.safetensors");
        model.Save(modelFile);
        var output = new StringWriter();
        var auc = Sample.Run(Folder("real", corpus), Folder("generated", generated), modelFile, Path.Combine(_folder, "saved"), output);
        Assert.InRange(auc, 0.8, 1);
        var lines = output.ToString().Split('\n');
        Assert.Equal(40 + generated.Documents.Count, lines.Count(line => line.Contains(".txt: perplexity ", StringComparison.Ordinal)));
        Assert.Contains("ends in a loop of 10 characters", lines);
        Assert.Contains($"all: {40 + generated.Documents.Count} documents", lines);
    }

    /// <summary>TEXTCOLLAPSE_WRITE_DOCS=1 writes the code into the page instead of comparing it.</summary>
    [Fact]
    public void The_page_shows_the_code_that_runs()
    {
        var path = Path.Combine(Repository.Root, "docs", "mlnet.md");
        var page = File.ReadAllText(path);
        var code = File.ReadAllText(Path.Combine(Repository.Root, "tests", "TextCollapse.MLNet.Tests", "Sample.cs"));
        var samples = new Queue<string>(Marked().Matches(code).Select(match => Outdent(match.Groups[1].Value)));
        Assert.Equal(Blocks().Count(page), samples.Count);
        var expected = Blocks().Replace(page, _ => $"```csharp\n{samples.Dequeue()}```");
        if (Environment.GetEnvironmentVariable("TEXTCOLLAPSE_WRITE_DOCS") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Outdent(string code)
    {
        var lines = code.TrimEnd().Split('\n');
        var indent = lines[0].Length - lines[0].TrimStart().Length;
        return string.Concat(lines.Select(line => line[Math.Min(indent, line.Length)..] + "\n"));
    }

    [GeneratedRegex(@"// <sample>\n(.*?)\n\s*// </sample>", RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex("```csharp\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    private string Folder(string name, Corpora.Corpus texts)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        for (var i = 0; i < texts.Documents.Count; i++)
            File.WriteAllText(Path.Combine(folder, $"{i:000}.txt"), texts.Alphabet.Decode(texts.Documents[i].Symbols.Span));
        return folder;
    }
}
