using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Reporting.Tests;

public sealed class StudyPowerTests : IDisposable
{
    private const string Arms = "arms: [{ name: replace }, { name: real, mixing.strategy: fresh-real, mixing.real_share: 1 }]";

    private readonly string _folder = Directory.CreateTempSubdirectory("power").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_study_that_cannot_show_anything_is_told_so_with_the_seeds_that_can()
    {
        var said = string.Join(" ", StudyPower.Of(Plan("seeds: 1-3"), null, 0.1));
        Assert.Contains("Warning: nothing can be significant.", said, StringComparison.Ordinal);
        Assert.Contains("with three seeds: 0.25", said, StringComparison.Ordinal);
        Assert.Contains("six seeds or more (--seeds 1-6)", said, StringComparison.Ordinal);
        Assert.Contains("0 with three seeds", said, StringComparison.Ordinal);
        Assert.NotNull(StudyPower.Warning(Plan("seeds: 1-5")));
        Assert.Null(StudyPower.Warning(Plan("seeds: 1-6")));
        Assert.Null(StudyPower.Warning(StudyPlan.Of(StudyReader.Read("seeds: 1", "study"))));
    }

    [Fact]
    public void A_standard_deviation_gives_power_and_seeds()
    {
        var said = string.Join(" ", StudyPower.Of(Plan("seeds: 1-8"), null, 0.1));
        Assert.Contains("Primary family: 1 contrast in the change since generation 0 of bpc_real, level 0.05.", said, StringComparison.Ordinal);
        Assert.Matches("Power for a difference of 0.1 in one contrast, with a standard deviation of 0.1: 0.[67][0-9]* with eight seeds; (9|1[01]) seeds are "
            + "needed for 0.8.", said);
    }

    [Fact]
    public void A_pilot_gives_the_spread_of_its_own_differences()
    {
        var path = Run("seeds: 1-3", "pilot");
        Assert.Matches(@"with a standard deviation of 0\.\d+ \(.*pilot, three seeds; the widest contrast, real against replace\)",
            string.Join(" ", StudyPower.Of(Plan("seeds: 1-8"), path, null)));
    }

    [Fact]
    public void A_pilot_of_another_study_of_one_seed_or_unfinished_is_refused_with_the_way_out()
    {
        string Refused(string path) => Assert.Throws<InputException>(() => StudyPower.Of(Plan("seeds: 1-8"), path, null)).Message;
        Assert.Matches("is a run of another study .* no arm like real", Refused(Run("seeds: 1-2", "other", "arms: [{ name: replace }, { name: b, model.order: 1 }]")));
        Assert.Contains("has one seed", Refused(Run("seeds: 1", "one")), StringComparison.Ordinal);
        Assert.Contains("is not finished", Refused(Run("seeds: 1-2", "begun", until: 1)), StringComparison.Ordinal);
        Assert.Contains("holds no run", Refused(Path.Combine(_folder, "nowhere")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_study_is_about_cannot_be_changed_once_there_are_results()
    {
        var path = Run("seeds: 1-2", "stated");
        var other = StudyPlan.Of(StudyReader.Read(Text("seeds: 1-3").Replace("change", "level", StringComparison.Ordinal), "study"));
        Assert.Contains("cannot be changed afterwards", Assert.Throws<InputException>(() => RunFolder.Open(path, other, "")).Message, StringComparison.Ordinal);
        var planPath = Path.Combine(path, "plan.json");
        File.WriteAllText(planPath, File.ReadAllText(planPath).Replace("\"outcome\": \"change\"", "\"outcome\": \"level\"", StringComparison.Ordinal));
        Assert.Contains("was edited", Assert.Throws<InputException>(() => StudyPlan.Read(planPath)).Message, StringComparison.Ordinal);
    }

    private static string Text(string seeds, string arms = Arms) => $$"""
        corpus: { source: "zipf:12,1.0", train: 1000, held_out: 300, document_length: 100 }
        model: { kind: ngram, order: 2 }
        generations: 2
        primary: { metric: bpc_real, outcome: change, smallest_effect: 0.1 }
        {{seeds}}
        {{arms}}
        """;

    private static StudyPlan Plan(string seeds, string arms = Arms) => StudyPlan.Of(StudyReader.Read(Text(seeds, arms), "study"));

    private string Run(string seeds, string name, string arms = Arms, int? until = null)
    {
        using var run = RunFolder.Open(Path.Combine(_folder, name), Plan(seeds, arms), Text(seeds, arms));
        Assert.Empty(new StudyRun(run, new ChainFactory(new Engines())) { Until = until }.Run(1, 1));
        return run.Path;
    }
}
