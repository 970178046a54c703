using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Metrics.FailureModes;

public class DiagnosisTests
{
    /// <summary>Rows of an arm: every column has a value at generation 0, a drift per generation, and noise between seeds.</summary>
    private static List<GenerationRow> Arm(int seeds, int generations, params (string Column, double Start, double Drift)[] columns)
    {
        var random = new RandomKey(5, "diagnosis", 0).Stream("noise");
        var rows = new List<GenerationRow>();
        for (var seed = 1; seed <= seeds; seed++)
            for (var generation = 0; generation <= generations; generation++)
                rows.Add(new("replace", seed, generation,
                [
                    .. columns.Select(column => KeyValuePair.Create(column.Column,
                        (Measurement)(column.Start + column.Drift * generation + 0.005 * column.Start * random.NextNormal()))),
                ]));
        return rows;
    }

    private static FailureVerdict Last(FailureMode mode, params (string, double, double)[] columns) => Diagnosis.Of(Arm(4, 5, columns))[^1][mode];

    [Fact]
    public void Rising_held_out_bits_are_accumulated_error()
    {
        var diagnoses = Diagnosis.Of(Arm(4, 5, ("bpc_real", 2, 0.1), ("jensen_shannon_held_out_4", 0.1, 0.05)));
        Assert.Equal(FailureVerdict.Present, diagnoses[^1][FailureMode.AccumulatedError]);
        Assert.Contains("accumulated error", diagnoses[^1].Sentence, StringComparison.Ordinal);
        Assert.Contains("bits per character of held-out real text rose: 2", diagnoses[^1].Readings[0].Evidence[0], StringComparison.Ordinal);
        Assert.Contains("four seeds", diagnoses[^1].Readings[0].Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Divergence_alone_is_a_suspicion()
        => Assert.Equal(FailureVerdict.Suspected, Last(FailureMode.AccumulatedError, ("bpc_real", 2, 0), ("jensen_shannon_held_out_4", 0.1, 0.05)));

    [Theory]
    [InlineData(0.02, FailureVerdict.Absent)]
    [InlineData(0.2, FailureVerdict.Suspected)]
    public void Distance_from_the_first_model_counts_where_it_grows_beyond_what_one_retraining_makes(double growth, FailureVerdict expected)
    {
        var rows = Enumerable.Range(0, 5).Select(generation => new GenerationRow("replace", 1, generation,
            [new("bpc_real", 2), new("kl_gen0", generation == 0 ? 0 : 0.4 + growth * (generation - 1))])).ToList();
        var diagnoses = Diagnosis.Of(rows);
        Assert.Equal(expected, diagnoses[^1][FailureMode.AccumulatedError]);
        Assert.Equal(FailureVerdict.Absent, diagnoses[0][FailureMode.AccumulatedError]);
    }

    [Fact]
    public void Floors_that_the_chain_wrote_down_are_used()
    {
        List<GenerationRow> Rows(double floor) => [.. Enumerable.Range(0, 3).Select(generation => new GenerationRow("replace", 1, generation,
            [new("hill_1_4", 1000 - 100 * generation), new("floor_hill_1_4", floor)]))];
        Assert.Equal(FailureVerdict.Present, Diagnosis.Of(Rows(150))[^1][FailureMode.DiversityLoss]);
        Assert.Equal(FailureVerdict.Absent, Diagnosis.Of(Rows(250))[^1][FailureMode.DiversityLoss]);
    }

    [Fact]
    public void Lost_rare_ngrams_are_loss_of_diversity()
        => Assert.Equal(FailureVerdict.Present, Last(FailureMode.DiversityLoss, ("hill_1_4", 5000, 0), ("hapax_retention_5", 0.6, -0.1)));

    [Fact]
    public void Seeds_that_drift_apart_are_feedback_instability()
    {
        var rows = Arm(6, 3, ("bpc_real", 2, 0)).Select(row => row with
        {
            Metrics = [new("bpc_real", row["bpc_real"].Value + 0.1 * row.Generation * (row.Seed - 3.5))],
        }).ToList();
        Assert.Equal(FailureVerdict.Present, Diagnosis.Of(rows)[^1][FailureMode.FeedbackInstability]);
        Assert.Equal(FailureVerdict.Absent, Last(FailureMode.FeedbackInstability, ("bpc_real", 2, 0.1)));
    }

    [Fact]
    public void What_the_control_shows_too_is_no_failure_of_the_arm()
    {
        var rows = Arm(4, 5, ("bpc_real", 2, 0.1));
        Assert.Equal(FailureVerdict.Present, Diagnosis.Of(rows, null, Arm(4, 5, ("bpc_real", 2, 0)))[^1][FailureMode.AccumulatedError]);
        var diagnosis = Diagnosis.Of(rows, null, Arm(4, 5, ("bpc_real", 2, 0.1)))[^1];
        Assert.Equal(FailureVerdict.Absent, diagnosis[FailureMode.AccumulatedError]);
        Assert.Contains("the control's change is 0.5", diagnosis.Readings[0].Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_arm_without_synthetic_text_does_not_overfit_to_it()
    {
        List<GenerationRow> Rows(double share) => [.. Arm(4, 5, ("bpc_real", 2, 0.1), ("bpc_train", 1.8, -0.1))
            .Select(row => row with { Metrics = [.. row.Metrics, new("real_share_realised", row.Generation == 0 ? 1 : share)] })];
        Assert.Equal(FailureVerdict.Present, Diagnosis.Of(Rows(0.5))[^1][FailureMode.SyntheticOverfitting]);
        Assert.Equal(FailureVerdict.Absent, Diagnosis.Of(Rows(1))[^1][FailureMode.SyntheticOverfitting]);
    }

    [Theory]
    [InlineData(3, 0.8)]
    [InlineData(8, 0.8)]
    [InlineData(8, 0)]
    public void Chains_that_do_not_drift_apart_are_called_unstable_in_at_most_a_twentieth_of_studies(int seeds, double correlation)
    {
        const int studies = 400, generations = 10;
        var random = new RandomKey(8, "stable", seeds).Stream("noise");
        var alarms = 0;
        for (var study = 0; study < studies; study++)
        {
            var rows = new List<GenerationRow>();
            for (var seed = 0; seed < seeds; seed++)
            {
                var own = random.NextNormal();
                for (var generation = 0; generation <= generations; generation++)
                    rows.Add(new("control", seed, generation, [new("bpc_real",
                        2 + 0.01 * (Math.Sqrt(correlation) * own + Math.Sqrt(1 - correlation) * random.NextNormal()))]));
            }
            alarms += Diagnosis.Of(rows).Any(one => one[FailureMode.FeedbackInstability] == FailureVerdict.Present) ? 1 : 0;
        }
        Assert.InRange(alarms / (double)studies, 0, 0.05 + 3 * Math.Sqrt(0.05 * 0.95 / studies));
    }

    [Fact]
    public void Paired_variances_are_tested_as_the_correlation_of_sums_and_differences_is()
    {
        double[] first = [1, 2, 3, 4, 6], second = [2, 1, 5, 9, 14];
        double[] sums = [.. first.Zip(second, (x, y) => x + y)], differences = [.. first.Zip(second, (x, y) => y - x)];
        var r = MathNet.Numerics.Statistics.Correlation.Pearson(sums, differences);
        var t = r * Math.Sqrt(3 / (1 - r * r));
        Assert.Equal(1 - MathNet.Numerics.Distributions.StudentT.CDF(0, 1, 3, t), PitmanMorgan.P(first, second), 12);
        Assert.Equal(1 - PitmanMorgan.P(first, second), PitmanMorgan.P(second, first), 12);
        Assert.Equal(1, PitmanMorgan.P([1, 1, 1], [2, 2, 2]));
        Assert.Equal(0, PitmanMorgan.P([1, 1, 1], [1, 2, 3]), 12);
    }

    [Fact]
    public void Two_seeds_have_no_spread_to_compare()
    {
        var reading = Diagnosis.Of(Arm(2, 2, ("bpc_real", 2, 0.1)))[^1].Readings.Single(one => one.Definition.Mode == FailureMode.FeedbackInstability);
        Assert.Equal(FailureVerdict.NotMeasured, reading.Verdict);
        Assert.Contains(reading.Evidence, sentence => sentence.Contains("needs three seeds", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-0.1, 0, FailureVerdict.Present)]
    [InlineData(0, 0, FailureVerdict.Absent)]
    [InlineData(-0.1, -0.1, FailureVerdict.Suspected)]
    public void Mode_collapse_is_recall_that_falls_more_than_precision(double recall, double precision, FailureVerdict expected)
        => Assert.Equal(expected, Last(FailureMode.ModeCollapse, ("prd_recall_held_out_4", 0.9, recall), ("prd_precision_held_out_4", 0.9, precision)));

    [Fact]
    public void A_widening_gap_to_the_training_text_is_overfitting()
        => Assert.Equal(FailureVerdict.Present, Last(FailureMode.SyntheticOverfitting, ("bpc_real", 2, 0.1), ("bpc_train", 1.8, -0.1)));

    [Theory]
    [InlineData(0.1, -0.1, FailureVerdict.Present)]
    [InlineData(0.1, 0.1, FailureVerdict.Suspected)]
    [InlineData(0, 0, FailureVerdict.Absent)]
    public void Loss_of_ground_truth_needs_own_text_easier_and_real_text_harder(double real, double own, FailureVerdict expected)
        => Assert.Equal(expected, Last(FailureMode.GroundTruthLoss, ("bpc_real", 2, real), ("bpc_own", 2, own)));

    [Fact]
    public void What_was_not_measured_is_said_and_not_called_absent()
    {
        var diagnosis = Diagnosis.Of(Arm(4, 1, ("bpc_real", 2, 0)))[0];
        Assert.Equal(FailureVerdict.NotMeasured, diagnosis[FailureMode.ModeCollapse]);
        Assert.Equal(FailureVerdict.NotMeasured, diagnosis[FailureMode.GroundTruthLoss]);
        Assert.Contains("no failure mode is above the noise; not measured: loss of diversity", diagnosis.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_below_the_floor_between_halves_of_the_real_text_does_not_count()
    {
        var rows = Arm(4, 3, ("bpc_real", 2, 0.1));
        var floors = new Dictionary<string, NoiseFloor> { ["bpc_real"] = new(0.3, 0.5, 40) };
        Assert.Equal(FailureVerdict.Present, Diagnosis.Of(rows)[^1][FailureMode.AccumulatedError]);
        Assert.Equal(FailureVerdict.Absent, Diagnosis.Of(rows, floors)[^1][FailureMode.AccumulatedError]);
    }

    [Fact]
    public void One_seed_is_held_against_a_customary_floor_and_says_so()
    {
        var diagnosis = Diagnosis.Of(Arm(1, 5, ("bpc_real", 2, 0.1)))[^1];
        Assert.Equal(FailureVerdict.Present, diagnosis[FailureMode.AccumulatedError]);
        Assert.Contains("one seed has no spread", diagnosis.Readings[0].Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Probes_that_drift_support_accumulated_bias()
        => Assert.Contains(Diagnosis.Of(Arm(4, 5, ("bpc_real", 2, 0), ("probe_he|she", 0.5, 0.05)))[^1].Readings[0].Evidence,
            sentence => sentence.StartsWith("probe he|she rose", StringComparison.Ordinal));

    [Fact]
    public void Without_drift_few_generations_are_diagnosed()
    {
        var random = new RandomKey(6, "no drift", 0).Stream("noise");
        int present = 0, all = 0;
        for (var study = 0; study < 200; study++)
        {
            var rows = from seed in Enumerable.Range(1, 5)
                       from generation in Enumerable.Range(0, 6)
                       select new GenerationRow("control", seed, generation, [new("bpc_real", 2 + 0.02 * random.NextNormal())]);
            foreach (var diagnosis in Diagnosis.Of(rows.ToList()))
            {
                all++;
                present += diagnosis[FailureMode.AccumulatedError] == FailureVerdict.Present ? 1 : 0;
            }
        }
        Assert.InRange((double)present / all, 0, 0.01);
    }

    [Fact]
    public void The_onset_is_the_first_generation_from_which_a_mode_stays()
    {
        var diagnoses = Diagnosis.Of(Arm(4, 6, ("bpc_real", 2, 0.02)));
        var onset = Diagnosis.Onset(diagnoses, FailureMode.AccumulatedError);
        Assert.InRange(onset!.Value, 1, 4);
        Assert.Null(Diagnosis.Onset(diagnoses, FailureMode.DiversityLoss));
    }
}
