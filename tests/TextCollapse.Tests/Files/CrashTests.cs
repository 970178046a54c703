using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Files;

namespace TextCollapse.Tests.Files;

public sealed class CrashTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crash").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("kind: ngram, order: 3", "batch: 4")]
    [InlineData("kind: gru, hidden: 8, embedding: 4, engine: managed", "steps: 3, batch: 4, sequence: 8, warmup: 0")]
    [InlineData("kind: transformer, width: 8, heads: 2, engine: managed", "steps: 3, batch: 4, sequence: 8, warmup: 0")]
    public void A_run_that_dies_between_any_write_and_its_rename_goes_on_to_the_same_bytes(string model, string training)
    {
        var study = $$"""
            corpus: { source: "zipf:12,1.0", train: 1500, held_out: 300, document_length: 100 }
            model: { {{model}} }
            {{(model.Contains("ngram", StringComparison.Ordinal) ? "" : $"training: {{ {training} }}")}}
            generations: 2
            """;
        var renames = 0;
        Run(study, "whole", (_, _) => renames++);
        Assert.InRange(renames, 15, 30); // study, plan, chain, and four to five files of three generations
        var whole = Bytes("whole");
        for (var fatal = 1; fatal <= renames; fatal++)
        {
            var name = $"dies-{fatal}";
            var rename = 0;
            Assert.False(Run(study, name, (temporary, path) =>
            {
                if (++rename < fatal)
                    return;
                if (rename == fatal)
                    File.Copy(temporary, $"{path}.1.tmp"); // what a process that is no more leaves behind
                throw new Died();
            }));
            Assert.True(Run(study, name, null));
            Assert.Equal(whole, Bytes(name));
        }
    }

    /// <summary>Whether it ended well.</summary>
    private bool Run(string study, string name, Action<string, string>? beforeRename)
    {
        AtomicFile.BeforeRename.Value = beforeRename;
        try
        {
            using var folder = RunFolder.Open(Path.Combine(_folder, name), StudyPlan.Of(StudyReader.Read(study, "study")), study);
            return new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 1).Count == 0;
        }
        catch (Exception e) when (e is Died || (e as AggregateException)?.Flatten().InnerExceptions.All(inner => inner is Died) == true)
        {
            return false;
        }
        finally
        {
            AtomicFile.BeforeRename.Value = null;
        }
    }

    /// <summary>Every file of a run by its path, but for times and what a dead process left.</summary>
    private SortedDictionary<string, string> Bytes(string name) => new(Directory.EnumerateFiles(Path.Combine(_folder, name), "*", SearchOption.AllDirectories)
        .Where(path => !path.EndsWith(".tmp", StringComparison.Ordinal) && Path.GetFileName(path) != "times.json")
        .ToDictionary(path => Path.GetRelativePath(Path.Combine(_folder, name), path), path => Convert.ToHexString(File.ReadAllBytes(path))), StringComparer.Ordinal);

    private sealed class Died : Exception;
}
