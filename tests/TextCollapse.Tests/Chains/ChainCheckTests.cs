using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Tests.Chains;

public sealed class ChainCheckTests : IDisposable
{
    private const string Small = """
        corpus: { source: "zipf:12,1.0", train: 3000, held_out: 600, document_length: 100 }
        model: { kind: ngram, order: 3 }
        generations: 4
        grid: { mixing.strategy: [replace, accumulate] }
        """;

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("check").FullName, "run");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void A_run_as_it_was_written_is_clean()
    {
        Run();
        var found = RunCheck.Of(_folder);
        Assert.Equal((2, 2, 10, 0), (found.Planned, found.Begun, found.Generations, found.Damages.Count));
    }

    [Theory]
    [InlineData("text.txt")]
    [InlineData("model.safetensors")]
    [InlineData("metrics.json")]
    public void One_flipped_byte_is_found_and_named_and_what_is_set_aside_is_made_anew_to_the_same_bytes(string file)
    {
        Run();
        var chain = Path.Combine(_folder, "cells", "replace", "seed-1");
        var last = Path.Combine(chain, "gen-04", "text.txt");
        var path = Path.Combine(chain, "gen-02", file);
        var (before, lastBefore) = (File.ReadAllBytes(path), File.ReadAllBytes(last));
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        var damage = Assert.Single(RunCheck.Of(_folder).Damages);
        Assert.Equal((2, file, "has changed since it was written"), (damage.Generation, damage.File, damage.What));
        var aside = ChainCheck.SetAside(damage.Folder, damage.Generation);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(aside, "gen-02", file)));
        Run();
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(lastBefore, File.ReadAllBytes(last));
        Assert.Empty(RunCheck.Of(_folder).Damages);
    }

    [Fact]
    public void A_missing_generation_and_a_missing_file_are_found()
    {
        Run();
        Directory.Delete(Path.Combine(_folder, "cells", "replace", "seed-1", "gen-01"), recursive: true);
        File.Delete(Path.Combine(_folder, "cells", "accumulate", "seed-1", "gen-03", "text.txt"));
        Assert.Equal(["is missing, but gen-02 exists", "is missing"], RunCheck.Of(_folder).Damages.Select(damage => damage.What));
    }

    private void Run()
    {
        using var folder = RunFolder.Open(_folder, StudyPlan.Of(StudyReader.Read(Small, "small")), Small);
        Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 1));
    }
}
