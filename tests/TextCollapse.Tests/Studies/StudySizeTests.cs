using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Tests.Studies;

public class StudySizeTests
{
    /// <summary>Seconds of a generation as in docs/scaling.md.</summary>
    [Theory]
    [InlineData("corpus: { train: 100_000, held_out: 20_000 }", 0.109)]
    [InlineData("corpus: { train: 800_000, held_out: 20_000 }", 0.337)]
    [InlineData("corpus: { train: 400_000, held_out: 20_000 };model: { kind: gru, hidden: 64 };training: { steps: 50 }", 0.617)]
    [InlineData("corpus: { train: 50_000, held_out: 20_000 };model: { kind: gru, hidden: 64 };training: { steps: 200 }", 0.879)]
    [InlineData("corpus: { train: 50_000, held_out: 20_000 };model: { kind: gru, hidden: 128 };training: { steps: 200 }", 2.43)]
    [InlineData("corpus: { train: 50_000, held_out: 20_000 };model: { kind: gru, hidden: 256 };training: { steps: 200 }", 6.83)]
    public void The_estimate_is_within_a_factor_of_two_of_what_was_measured(string changes, double seconds)
        => Assert.InRange(Seconds(changes) / 2 / seconds, 0.5, 2);

    [Fact]
    public void Generations_seeds_cells_and_cores_count_in_proportion()
    {
        var one = Seconds("");
        Assert.Equal(2.5 * one, Seconds("generations: 4"), 1e-6 * one);
        Assert.Equal(3 * one, Seconds("seeds: 1-3"), 1e-6 * one);
        Assert.Equal(4 * one, Seconds("grid: { mixing.strategy: [replace, accumulate], decoding.temperature: [0.8, 1] }"), 1e-6 * one);
        Assert.Equal(one / 8, Seconds("", 8), 1e-6 * one);
    }

    [Theory]
    [InlineData(1, "1 second")]
    [InlineData(100, "2 minutes")]
    [InlineData(50 * 3600, "2 days")]
    public void A_time_is_said_in_the_unit_that_fits(double seconds, string words) => Assert.Equal(words, StudySize.Words(TimeSpan.FromSeconds(seconds)));

    /// <summary>Of one seed and generations 0 and 1 unless the changes say otherwise.</summary>
    private static double Seconds(string changes, int cores = 1)
    {
        string[] lines = [.. changes.Split(';', StringSplitOptions.RemoveEmptyEntries), changes.Contains("generations", StringComparison.Ordinal) ? "" : "generations: 1", changes.Contains("seeds", StringComparison.Ordinal) ? "" : "seeds: [1]"];
        return StudySize.Estimate(StudyReader.Read(string.Join('\n', lines), "study.yaml"), cores).TotalSeconds;
    }
}
