using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Tests.Files;

/// <summary>Every kind of file in a run's folder bears its format; one of a later version is refused with both versions and a way out.</summary>
public sealed class FormatTests : IDisposable
{
    private const string Small = """
        corpus: { source: "zipf:12,1.0", train: 1500, held_out: 300, document_length: 100 }
        model: { kind: ngram, order: 3 }
        generations: 1
        """;

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("format").FullName, "run");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Theory]
    [InlineData("plan.json", "textcollapse-plan/2", "Freeze the study again")]
    [InlineData("manifest.json", "textcollapse-manifest/1", "Run the study again")]
    [InlineData("chain.json", "textcollapse-chain/1", "another --out")]
    [InlineData("gen-01/metrics.json", "textcollapse-generation/1", "another --out")]
    [InlineData("gen-01/done.json", "textcollapse-done/1", "another --out")]
    [InlineData("failed.json", "textcollapse-failure/1", "run the study again")]
    [InlineData("decisions.jsonl", "textcollapse-decision/1", "Use the version")]
    [InlineData("votes.jsonl", "textcollapse-vote/1", "Use the version")]
    public void A_later_version_is_refused_with_both_versions_and_a_way_out(string file, string format, string wayOut)
    {
        using (var folder = RunFolder.Open(_folder, StudyPlan.Of(StudyReader.Read(Small, "small")), Small))
        {
            Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 1));
            ResultFiles.Write(folder);
        }
        var chain = Path.Combine(_folder, "cells", "replace", "seed-1");
        DecisionLog.Append(chain, new Decision(1, "replace", 1, 1, DateTimeOffset.UnixEpoch, "anna", "", new TakeNote()));
        VoteLog.Open(chain).Cast(new Vote("anna", "a", 1, true, true, DateTimeOffset.UnixEpoch));
        new ChainFailure("replace", 1, "a reason").Keep(chain);
        Use(file, chain);

        var path = file is "plan.json" or "manifest.json" ? Path.Combine(_folder, file) : Path.Combine(chain, file);
        var text = File.ReadAllText(path);
        Assert.Contains($"\"{format}\"", text, StringComparison.Ordinal);
        var later = $"{format[..format.IndexOf('/', StringComparison.Ordinal)]}/9";
        File.WriteAllText(path, text.Replace(format, later, StringComparison.Ordinal));
        var said = Assert.Throws<InputException>(() => Use(file, chain)).Message;
        Assert.Contains(path, said, StringComparison.Ordinal);
        Assert.Contains(later, said, StringComparison.Ordinal);
        Assert.Contains(format, said, StringComparison.Ordinal);
        Assert.Contains(wayOut, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generation_of_a_later_version_is_not_called_damaged()
    {
        A_later_version_is_refused_with_both_versions_and_a_way_out("gen-01/done.json", "textcollapse-done/1", "another --out");
        Assert.Contains("textcollapse-done/9", Assert.Single(RunCheck.Of(_folder).Damages).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_a_later_version_is_refused()
    {
        var path = Path.GetDirectoryName(_folder) + "/model.safetensors";
        var file = new SafeTensors("ngram");
        file.Metadata["format"] = "textcollapse/2";
        file.Write(path);
        var said = Assert.Throws<InputException>(() => ModelFile.Load(path)).Message;
        Assert.Contains("textcollapse/2", said, StringComparison.Ordinal);
        Assert.Contains(SafeTensors.Format, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_and_failures_that_bear_no_format_yet_are_of_the_first_version()
    {
        var folder = Path.GetDirectoryName(_folder)!;
        File.WriteAllText(Path.Combine(folder, "decisions.jsonl"), """{"number":1,"arm":"replace","seed":1,"after":1,"at":"2026-03-01T10:00:00+00:00","by":"anna","why":"","what":{"do":"note"}}""" + "\n");
        File.WriteAllText(Path.Combine(folder, "votes.jsonl"), """{"voter":"anna","item":"a","generation":1,"is_real":true,"says_real":true,"at":"2026-03-01T10:00:00+00:00"}""" + "\n");
        File.WriteAllText(Path.Combine(folder, "failed.json"), """{"arm":"replace","seed":1,"reason":"why","wrong":true}""");
        Assert.Equal("anna", Assert.Single(DecisionLog.Read(folder)).By);
        Assert.Equal("anna", Assert.Single(VoteLog.Open(folder).Votes).Voter);
        Assert.Equal(new("replace", 1, "why", Wrong: true), ChainFailure.In(folder));
    }

    /// <summary>Reads a file as the program does.</summary>
    private void Use(string file, string chain)
    {
        switch (file)
        {
            case "plan.json":
                StudyPlan.Read(Path.Combine(_folder, file));
                break;
            case "manifest.json":
                using (var folder = RunFolder.Read(_folder))
                    ReportFile.Write(folder);
                break;
            case "gen-01/metrics.json":
                new GenerationFolder(chain, 1).Facts();
                break;
            case "failed.json":
                Assert.Equal("a reason", ChainFailure.In(chain)!.Reason);
                break;
            case "decisions.jsonl":
                Assert.Single(DecisionLog.Read(chain));
                break;
            case "votes.jsonl":
                Assert.Single(VoteLog.Open(chain).Votes);
                break;
            default:
                using (var folder = RunFolder.Open(_folder, StudyPlan.Of(StudyReader.Read(Small, "small")), Small))
                    if (new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 1) is [var failed, ..])
                        throw new InputException("", failed.Reason);
                break;
        }
    }
}
