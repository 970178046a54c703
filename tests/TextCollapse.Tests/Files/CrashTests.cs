using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Tests.Files;

public sealed class CrashTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crash").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>
    /// A folder in the place of a file lets everything up to that file's rename happen, and nothing of that file: what a process leaves
    /// that dies between the two.
    /// </summary>
    [Theory]
    [InlineData("kind: ngram, order: 3", "")]
    [InlineData("kind: gru, hidden: 8, embedding: 4, engine: managed", "steps: 3, batch: 4, sequence: 8, warmup: 0")]
    public void A_run_that_ends_between_any_write_and_its_rename_is_resumed_to_the_same_bytes(string model, string training)
    {
        var study = $$"""
            corpus: { source: "zipf:12,1.0", train: 1500, held_out: 300, document_length: 100 }
            model: { {{model}} }
            {{(training.Length == 0 ? "" : $"training: {{ {training} }}")}}
            generations: 2
            """;
        Run(study, "whole");
        var whole = Bytes("whole");
        string[] files = [.. Files("whole").Where(path => path.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Where(path => Path.GetExtension(path) is not (".lock" or ".holder"))];
        Assert.InRange(files.Length, 13, 30); // the chain, and four to five files of three generations
        foreach (var (number, file) in files.Index())
        {
            var name = $"ends-{number}";
            Open(study, name).Dispose();
            var blocked = Path.Combine(_folder, name, file);
            Directory.CreateDirectory(blocked);
            var failure = Assert.Throws<WorkFailedException>(() => Run(study, name));
            Assert.Contains(Path.GetFileName(file), failure.Message, StringComparison.Ordinal);
            Directory.Delete(blocked);
            File.WriteAllText($"{blocked}.1.tmp", "what a process that is no more leaves behind");
            Run(study, name);
            Assert.Equal(whole, Bytes(name));
        }
    }

    [Theory]
    [InlineData("study.yaml")]
    [InlineData("plan.json")]
    public void A_run_that_ends_before_it_has_written_its_plan_can_be_begun_again(string file)
    {
        const string Study = """
            corpus: { source: "zipf:12,1.0", train: 1500, held_out: 300, document_length: 100 }
            model: { kind: ngram, order: 3 }
            generations: 1
            """;
        Run(Study, "whole");
        var begun = Directory.CreateDirectory(Path.Combine(_folder, "begun")).FullName;
        if (file == "plan.json")
            File.Copy(Path.Combine(_folder, "whole", "study.yaml"), Path.Combine(begun, "study.yaml"));
        File.Copy(Path.Combine(_folder, "whole", file), Path.Combine(begun, $"{file}.host-1.tmp"));
        Run(Study, "begun");
        Assert.Equal(Bytes("whole"), Bytes("begun"));
    }

    private void Run(string study, string name)
    {
        using var folder = Open(study, name);
        foreach (var failure in new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 1))
            throw new WorkFailedException(failure.Reason);
    }

    private RunFolder Open(string study, string name) =>
        RunFolder.Open(Path.Combine(_folder, name), StudyPlan.Of(StudyReader.Read(study, "study")), study);

    private IEnumerable<string> Files(string name) => Directory
        .EnumerateFiles(Path.Combine(_folder, name), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Path.Combine(_folder, name), path));

    /// <summary>Every file of a run by its path, except times and what a process that ended left.</summary>
    private SortedDictionary<string, string> Bytes(string name) => new(Files(name)
        .Where(path => !path.EndsWith(".tmp", StringComparison.Ordinal) && Path.GetFileName(path) != "times.json")
        .ToDictionary(path => path, path => Convert.ToHexString(File.ReadAllBytes(Path.Combine(_folder, name, path)))),
        StringComparer.Ordinal);
}
