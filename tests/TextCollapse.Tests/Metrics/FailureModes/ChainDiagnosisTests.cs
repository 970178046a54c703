using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Reporting;

namespace TextCollapse.Tests.Metrics.FailureModes;

/// <summary>Real chains, diagnosed.</summary>
public sealed class ChainDiagnosisTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diagnosis").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private RunFolder Run(string changes, int seeds = 3)
    {
        var text = $$"""
            corpus: { source: "zipf:60,1.0", train: 20000, held_out: 4000, document_length: 200 }
            model: { kind: ngram, order: 3 }
            generations: 4
            seeds: 1-{{seeds}}
            {{changes}}
            """;
        var folder = RunFolder.Open(Path.Combine(_folder, Guid.NewGuid().ToString("N")), StudyPlan.Of(StudyReader.Read(text, "study")), text);
        Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 2));
        return folder;
    }

    [Fact]
    public void Replacing_at_a_low_temperature_loses_diversity_and_fresh_real_text_does_not()
    {
        using var folder = Run("""
            arms:
              - { name: cold, mixing.strategy: replace, decoding.temperature: 0.7 }
              - { name: fresh, mixing.strategy: fresh-real, mixing.real_share: 1 }
            """);
        var arms = DiagnosisCsv.Of(folder).ToDictionary(arm => arm.Arm, arm => arm.Diagnoses);
        var cold = arms.Single(arm => arm.Key.StartsWith("cold", StringComparison.Ordinal)).Value;
        var fresh = arms.Single(arm => arm.Key.StartsWith("fresh", StringComparison.Ordinal)).Value;
        Assert.Equal(FailureVerdict.Present, cold[^1][FailureMode.DiversityLoss]);
        Assert.Equal(FailureVerdict.Present, cold[^1][FailureMode.AccumulatedError]);
        Assert.True(fresh.All(diagnosis => diagnosis[FailureMode.DiversityLoss] != FailureVerdict.Present), string.Join('\n', fresh.SelectMany(diagnosis => diagnosis.Readings.SelectMany(reading => reading.Evidence))));
        Assert.DoesNotContain(cold[^1].Readings, reading => reading.Verdict == FailureVerdict.NotMeasured);
        Assert.Contains("loss of diversity (from generation 1)", PlainDiagnosis.Of("cold", cold), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Fresh_real_text_shows_no_failure_mode(int seeds)
    {
        using var folder = Run("mixing: { strategy: fresh-real, real_share: 1 }", seeds);
        Assert.All(DiagnosisCsv.Of(folder).Single().Diagnoses, diagnosis => Assert.True(
            diagnosis.Readings.All(reading => reading.Verdict is FailureVerdict.Absent or FailureVerdict.NotMeasured),
            diagnosis.Sentence + "\n" + string.Join('\n', diagnosis.Readings.SelectMany(reading => reading.Evidence))));
    }

    [Fact]
    public void Twins_that_differ_in_one_document_go_apart_where_each_reads_what_the_last_wrote_and_not_where_all_read_fresh_text()
    {
        using var folder = Run("""
            metrics: { twin: true }
            arms:
              - { name: replace, mixing.strategy: replace }
              - { name: fresh, mixing.strategy: fresh-real, mixing.real_share: 1 }
            """);
        var rows = GenerationsCsv.Rows(folder);
        Assert.All(rows, row => Assert.InRange(row["twin_divergence"].Value, 0, Math.Log(2)));
        Assert.All(rows.Where(row => row.Generation == 0), row => Assert.True(row["twin_divergence"].Value > 0));
        Assert.All(rows.Where(row => row.Arm == "fresh" && row.Generation > 0), row => Assert.Equal(0, row["twin_divergence"].Value, 12));
        var arms = DiagnosisCsv.Of(folder).ToDictionary(arm => arm.Arm, arm => arm.Diagnoses);
        Assert.Equal(FailureVerdict.Present, arms["replace"][^1][FailureMode.FeedbackInstability]);
        Assert.Equal(FailureVerdict.Absent, arms["fresh"][^1][FailureMode.FeedbackInstability]);
    }

    [Fact]
    public void A_twin_changes_no_text_and_is_the_same_after_a_resume()
    {
        using RunFolder plain = Run("", seeds: 1), twin = Run("metrics: { twin: true }", seeds: 1);
        var whole = GenerationsCsv.Rows(twin);
        Assert.Equal(GenerationsCsv.Rows(plain).Select(row => row["bpc_real"]), whole.Select(row => row["bpc_real"]));
        var chain = twin.Chain(twin.Plan.Arms[0], 1);
        foreach (var generation in new[] { 3, 4 })
            Directory.Delete(Path.Combine(chain, GenerationFolder.Name(generation)), recursive: true);
        new StudyRun(twin, new ChainFactory(new Engines())).Run(1, 1);
        Assert.Equal(whole.Select(row => row["twin_divergence"]), GenerationsCsv.Rows(twin).Select(row => row["twin_divergence"]));
    }

    [Fact]
    public void Every_mode_of_every_generation_stands_in_diagnosis_csv()
    {
        using var folder = Run("", seeds: 1);
        var path = Path.Combine(_folder, "diagnosis.csv");
        DiagnosisCsv.Write(RunStore.Read(folder), path);
        var lines = File.ReadAllLines(path);
        Assert.Equal("arm,generation,mode,verdict,evidence", lines[0]);
        Assert.Equal(1 + 4 * 6, lines.Length);
    }

    [Fact]
    public void Probes_are_columns_and_change_no_text()
    {
        using RunFolder plain = Run("", seeds: 1), probed = Run("metrics: { probes: \"a|b, c|d\" }", seeds: 1);
        var facts = GenerationsCsv.Read(probed).Last().Facts;
        Assert.Equal(["probe_a|b", "probe_c|d"], facts.Metrics.Select(metric => metric.Key).Where(key => key.StartsWith("probe_", StringComparison.Ordinal)));
        Assert.Equal(GenerationsCsv.Read(plain).Last().Facts["bpc_real"], facts["bpc_real"]);
    }

    [Fact]
    public void A_probe_of_one_word_is_refused_with_the_study()
        => Assert.Contains("he|she", Assert.Throws<InputException>(() => StudyReader.Read("metrics: { probes: he }", "study")).Message, StringComparison.Ordinal);
}
