using TextCollapse.Metrics.Definitions;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Tests.Metrics.Definitions;

/// <summary>Rows with a known truth: what each definition must say of them.</summary>
public sealed class DefinitionTests
{
    private const string Loss = "bpc_real", LossFloor = "floor_bpc_real", Rare = "hapax_retention_held_out_5", Unseen = "unseen_held_out_5";

    [Theory]
    [InlineData(2.0, 3.1, ProfileMark.Yes)]
    [InlineData(2.0, 2.9, ProfileMark.No)]
    [InlineData(2.9, 3.1, ProfileMark.No)] // generation 0 is no better than the bigrams: twice its own loss is the bound
    [InlineData(2.9, 6.0, ProfileMark.Yes)]
    public void Risk_is_catastrophic_where_it_reaches_that_of_bigrams(double first, double last, ProfileMark expected)
    {
        var reading = Read(1, Rows(4, 1, generation => [(Loss, first + (last - first) * generation / 4), (LossFloor, 0.01),
            ("bpc_bigram_real", 3)]));
        Assert.Equal(expected, reading.Mark);
        Assert.Contains("against", reading.Sensitivity, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_holds_since_the_first_generation_from_which_it_holds_to_the_end()
    {
        double[] loss = [2, 3.5, 2.5, 3.5, 3.6];
        var reading = Read(1, Rows(4, 1, generation => [(Loss, loss[generation]), (LossFloor, 0.01), ("bpc_bigram_real", 3)]));
        Assert.Equal((ProfileMark.Yes, 3), (reading.Mark, reading.Since));
    }

    [Fact]
    public void A_tenth_of_the_real_text_with_probability_zero_is_catastrophic_and_an_increase()
    {
        var rows = Rows(3, 4, generation => [(Loss, 2), (LossFloor, 0.1), ("zero_probability_share", 0.05 * generation)]);
        Assert.Equal((ProfileMark.Yes, 2), (Read(1, rows).Mark, Read(1, rows).Since));
        Assert.Equal((ProfileMark.Yes, 1), (Read(2, rows).Mark, Read(2, rows).Since));
    }

    [Theory]
    [InlineData(0.05, 0.01, ProfileMark.Yes)]
    [InlineData(0.05, 0.2, ProfileMark.No)]
    [InlineData(-0.05, 0.01, ProfileMark.No)]
    public void One_seed_is_held_against_the_noise_floor(double rise, double floor, ProfileMark expected) =>
        Assert.Equal(expected, Read(2, Rows(1, 1, generation => [(Loss, 2 + rise * generation), (LossFloor, floor)])).Mark);

    [Fact]
    public void One_seed_without_a_noise_floor_is_undecided_and_what_was_not_measured_is_not_asked()
    {
        Assert.Equal(ProfileMark.Undecided, Read(2, Rows(1, 1, generation => [(Loss, 2.0 + generation)])).Mark);
        Assert.Equal(ProfileMark.NotAsked, Read(2, Rows(1, 1, _ => [("distinct_8", 0.5)])).Mark);
        Assert.Equal(ProfileMark.NotAsked, Read(7, Rows(1, 1, _ => [("distinct_8", 0.5)])).Mark);
        Assert.Equal(ProfileMark.NotAsked, Read(6, Rows(1, 1, _ => [("distinct_8", 0.5)])).Mark);
    }

    [Fact]
    public void Seeds_are_paired_with_the_control_and_the_whole_interval_must_lie_above_zero()
    {
        double[] differences = [0.10, 0.12, 0.11], torn = [0.30, -0.02, 0.10];
        ProfiledArm Arm(double[] extra) => new("arm", Rows(1, 3, (generation, seed) => [(Loss, 2 + seed + extra[seed - 1] * generation)]))
        {
            Control = new("control", Rows(1, 3, (_, seed) => [(Loss, 2.0 + seed)])),
        };
        var clear = CollapseProfile.Of(Arm(differences)).Readings[1];
        Assert.Equal(ProfileMark.Yes, clear.Mark);
        Assert.Equal("‘control’", clear.Reference);
        // mean 0.11, standard error 0.01/√3, t(2) = 4.303
        Assert.Equal(0.11 - 4.302652730 * 0.01 / Math.Sqrt(3), clear.Effect.Lower.Value, 1e-9);
        Assert.Equal(ProfileMark.Undecided, CollapseProfile.Of(Arm(torn)).Readings[1].Mark);
    }

    [Theory]
    [InlineData("linear", 30, ProfileMark.Yes)]
    [InlineData("logarithmic", 60, ProfileMark.Yes)]
    [InlineData("saturating", 30, ProfileMark.No)]
    [InlineData("flat", 30, ProfileMark.No)]
    [InlineData("linear", 19, ProfileMark.Undecided)]
    public void Risk_diverges_where_growth_predicts_later_generations(string shape, int generations, ProfileMark expected) =>
        Assert.Equal(expected, Read(3, Rows(generations, 1, generation => [(LossFloor, 0.001), (Loss, shape switch
        {
            "linear" => 2 + 0.05 * generation,
            "logarithmic" => 2 + Math.Log(1 + generation),
            "saturating" => 4 - 2 * Math.Exp(-generation / 8.0),
            _ => 2,
        })])).Mark);

    [Fact]
    public void The_scaling_law_changes_where_its_exponent_does()
    {
        double[] sizes = [1000, 2000, 4000, 8000];
        ProfileMark Mark(double exponentLater, int count)
        {
            var arms = sizes.Take(count).Select(size => (size, new ProfiledArm($"{size}", Rows(2, 4, (generation, seed) =>
                [(Loss, 10 * Math.Pow(size, generation == 0 ? -0.3 : exponentLater + 0.001 * seed))])))).ToArray();
            return CollapseProfile.Of(new("arm", Rows(2, 4, _ => [(Loss, 2)])) { Sizes = arms }).Readings[3].Mark;
        }
        Assert.Equal(ProfileMark.Yes, Mark(-0.2, 4));
        Assert.Equal(ProfileMark.No, Mark(-0.3025, 4));
        Assert.Equal(ProfileMark.NotAsked, Mark(-0.2, 3));
    }

    [Theory]
    [InlineData(0, 20, ProfileMark.Yes)]
    [InlineData(0.6, 20, ProfileMark.No)] // it falls, and stays at 60 %
    [InlineData(0, 5, ProfileMark.Undecided)]
    [InlineData(1, 20, ProfileMark.No)]
    public void Variance_collapses_where_all_quantities_tend_to_zero(double level, int generations, ProfileMark expected)
    {
        double Of(int generation) => level + (1 - level) * Math.Exp(-generation / 4.0);
        Assert.Equal(expected, Read(5, Rows(generations, 1, generation =>
        [
            ("predictive_entropy_held_out", 2 * Of(generation)), ("hill_1_4", Math.Exp(7 * Of(generation))),
            ("bpc_gen0_document_99", 1 + Of(generation)), ("bpc_gen0_document_10", 1), (LossFloor, 0.01),
        ])).Mark);
    }

    [Fact]
    public void The_tail_must_be_lost_against_generation_0_and_the_control_alike()
    {
        IReadOnlyList<GenerationRow> Falling(double by) => Rows(2, 3, (generation, seed) => [(Rare, 0.5 + 0.01 * seed - by * generation)]);
        ProfileMark Mark(double arm, double control) =>
            CollapseProfile.Of(new("arm", Falling(arm)) { Control = new("control", Falling(control)) }).Readings[6].Mark;
        Assert.Equal(ProfileMark.Yes, Mark(0.1, 0.0));
        Assert.Equal(ProfileMark.No, Mark(0.1, 0.1));
        Assert.Equal(ProfileMark.No, Mark(0.0, -0.1));
    }

    [Fact]
    public void What_real_text_does_not_have_must_grow_beyond_what_real_texts_differ_by()
    {
        ProfileMark Mark(double floor) =>
            Read(8, Rows(3, 1, generation => [(Unseen, 0.2 + 0.01 * generation), ("floor_" + Unseen, floor)])).Mark;
        Assert.Equal(ProfileMark.Yes, Mark(0.02));
        Assert.Equal(ProfileMark.No, Mark(0.04));
    }

    [Fact]
    public void A_saturating_curve_gives_its_level_back()
    {
        double[] x = [.. Enumerable.Range(0, 12).Select(i => (double)i)];
        var fit = SaturationFit.Of(x, [.. x.Select(at => 3 + 2 * Math.Exp(-at / 2.5))]);
        Assert.Equal(3, fit.Level, 1e-6);
        Assert.Equal(3, fit.Lower, 1e-5);
        Assert.Equal(3, fit.Upper, 1e-5);
        Assert.Equal(3 + 2 * Math.Exp(-20 / 2.5), fit.At(20), 1e-6);
    }

    [Fact]
    public void A_profile_has_eight_marks_in_one_line() =>
        Assert.Equal("1· 2· 3? 4– 5– 6– 7– 8–",
            CollapseProfile.Of(new("arm", Rows(2, 1, _ => [(Loss, 2), (LossFloor, 0.1), ("bpc_bigram_real", 3)]))).Marks);

    private static DefinitionReading Read(int number, IReadOnlyList<GenerationRow> rows) =>
        CollapseProfile.Of(new("arm", rows)).Readings[number - 1];

    private static IReadOnlyList<GenerationRow> Rows(int last, int seeds, Func<int, (string, double)[]> columns) =>
        Rows(last, seeds, (generation, _) => columns(generation));

    private static IReadOnlyList<GenerationRow> Rows(int last, int seeds, Func<int, int, (string Column, double Value)[]> columns) =>
    [
        .. from seed in Enumerable.Range(1, seeds)
           from generation in Enumerable.Range(0, last + 1)
           select new GenerationRow("arm", seed, generation,
               [.. columns(generation, seed).Select(one => KeyValuePair.Create(one.Column, Measurement.Of(one.Value)))]),
    ];
}
