using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting;

namespace TextCollapse.Tests.Chains;

public sealed class ChainTests : IDisposable
{
    private const string Small = """
        corpus: { source: "zipf:12,1.0", train: 3000, held_out: 600, document_length: 100 }
        model: { kind: ngram, order: 3 }
        generations: 4
        seeds: 1-2
        grid: { mixing.strategy: [replace, accumulate, fixed-real, window, accumulate-subsample, fresh-real] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("chain").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_study_gives_the_same_bytes_whatever_the_threads_and_however_often_it_stopped()
    {
        var undisturbed = Csv(Run("undisturbed", jobs: 1, threads: 1));
        Assert.Equal(undisturbed, Csv(Run("threads", jobs: 2, threads: 4)));
        Assert.Equal(undisturbed, Csv(RunStoppingAtEveryGeneration("stopped")));
        // 6 arms × 2 seeds × generations 0 to 4, and the header.
        Assert.Equal(1 + 6 * 2 * 5, undisturbed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Arms_that_differ_only_in_mixing_share_generation_0()
    {
        var folder = Run("paired", jobs: 1, threads: 1);
        var texts = folder.Plan.Arms.Select(arm => File.ReadAllText(Path.Combine(folder.Chain(arm, 1), "gen-00", "text.txt"))).Distinct();
        Assert.Single(texts);
        Assert.NotEqual(File.ReadAllText(Path.Combine(folder.Chain(folder.Plan.Arms[0], 1), "gen-00", "text.txt")), File.ReadAllText(Path.Combine(folder.Chain(folder.Plan.Arms[0], 2), "gen-00", "text.txt")));
    }

    [Fact]
    public void A_finished_run_is_not_run_again_and_more_seeds_are_added()
    {
        using (Run("seeds", jobs: 1, threads: 1))
        {
        }
        var text = Path.Combine(_folder, "seeds", "cells", "replace", "seed-1", "gen-02", "text.txt");
        var written = File.GetLastWriteTimeUtc(text);
        using var folder = Run("seeds", jobs: 1, threads: 1, "2-3");
        Assert.Equal(written, File.GetLastWriteTimeUtc(text));
        Assert.Equal([1L, 2, 3], folder.Plan.Seeds);
        Assert.Equal(6 * 3 * 5, GenerationsCsv.Read(folder).Count());
    }

    [Fact]
    public void A_folder_of_another_study_is_refused()
    {
        Run("taken", jobs: 1, threads: 1).Dispose();
        var other = StudyPlan.Of(StudyReader.Read("generations: 2", "other"));
        Assert.Contains("another study", Assert.Throws<InputException>(() => RunFolder.Open(Path.Combine(_folder, "taken"), other, "")).Message);
    }

    [Theory]
    [InlineData("training.checkpoint", true)]
    [InlineData("chain.json", false)]
    public void A_folder_is_taken_over_only_where_no_work_would_be_lost(string left, bool refused)
    {
        Open("begun").Dispose();
        var generation = Directory.CreateDirectory(Path.Combine(_folder, "begun", "cells", "replace", "seed-1", "gen-00")).FullName;
        File.WriteAllText(Path.Combine(generation, left), "");
        var other = StudyPlan.Of(StudyReader.Read("generations: 2", "other"));
        if (refused)
            Assert.Throws<InputException>(() => RunFolder.Open(Path.Combine(_folder, "begun"), other, ""));
        else
            RunFolder.Open(Path.Combine(_folder, "begun"), other, "").Dispose();
        Assert.Equal(refused, Directory.Exists(generation));
    }

    [Fact]
    public void Two_runs_do_not_work_in_one_folder()
    {
        using var first = Run("locked", jobs: 1, threads: 1);
        Assert.Contains("another process", Assert.Throws<InputException>(() => Open("locked")).Message);
    }

    [Fact]
    public void A_text_that_changed_on_disk_is_found_by_its_hash()
    {
        Run("changed", jobs: 1, threads: 1).Dispose();
        var chain = Path.Combine(_folder, "changed", "cells", "accumulate", "seed-1");
        File.AppendAllText(Path.Combine(chain, "gen-01", "text.txt"), "abc\f\n");
        File.Delete(Path.Combine(chain, "gen-04", "done.json"));
        using var folder = Open("changed");
        Assert.Contains("has changed since it was written", Assert.Single(new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 1)).Reason);
    }

    [Fact]
    public void Fresh_real_text_that_a_source_does_not_have_is_asked_for_before_anything_runs()
    {
        var path = Path.Combine(_folder, "short.txt");
        File.WriteAllText(path, string.Join("\n\n", Enumerable.Range(0, 400).Select(i => $"Paragraph {i} says something of its own, number {i * 7919 % 1000}.")));
        var study = StudyReader.Read($"corpus: {{ source: 'file:{path}', train: 10000, held_out: 1000, document_length: 100 }}\nmixing: {{ strategy: fresh-real, real_share: 1 }}\ngenerations: 9", "short");
        var e = Assert.Throws<InputException>(() => new ChainFactory(new Engines()).Create(study.Arms()[0], 1));
        Assert.Contains("90,000 characters of unseen real text", e.Message);
    }

    private RunFolder Open(string name, string? seeds = null)
    {
        var study = StudyReader.Read(Small, "small");
        return RunFolder.Open(Path.Combine(_folder, name), StudyPlan.Of(study with { Seeds = seeds is null ? study.Seeds : SeedList.Parse(seeds) }), Small);
    }

    private RunFolder Run(string name, int jobs, int threads, string? seeds = null)
    {
        var folder = Open(name, seeds);
        try
        {
            Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(jobs, threads));
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private RunFolder RunStoppingAtEveryGeneration(string name)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var stop = new CancellationTokenSource();
            var folder = Open(name);
            try
            {
                new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 2, new Stopping(folder, stop), stop.Token);
                Assert.True(attempt > 10, "the run was meant to be stopped often");
                return folder;
            }
            catch (OperationCanceledException)
            {
                folder.Dispose();
            }
        }
    }

    private string Csv(RunFolder folder)
    {
        using (folder)
        {
            GenerationsCsv.Write(RunStore.Read(folder), folder.PathOf("generations.csv"));
            return File.ReadAllText(folder.PathOf("generations.csv"));
        }
    }

    /// <summary>Stops a run while it works on the first generation that was not finished when it began.</summary>
    private sealed class Stopping(RunFolder folder, CancellationTokenSource stop) : IProgress<ChainProgress>
    {
        private readonly int _finished = GenerationsCsv.Read(folder).Count();
        private int _reported;

        public void Report(ChainProgress value)
        {
            if (value.Phase == ChainPhase.Committed && ++_reported > _finished)
                stop.Cancel();
        }
    }
}
