using TextCollapse.Claims.Simulations;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims;

/// <summary>A published claim and its tests here; everything in it is fixed before the run.</summary>
public sealed record Claim
{
    /// <summary>Its name: <c>shumailov-replace</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The claim in a sentence.</summary>
    public required string Says { get; init; }

    /// <summary>The publication.</summary>
    public required string Source { get; init; }

    /// <summary>The values reported there.</summary>
    public required string Numbers { get; init; }

    /// <summary>
    /// Which part of the source was read: <c>text</c>, <c>abstract</c>, <c>repository</c>, <c>note</c> (a third party's) or <c>none</c> (a
    /// control of our own).
    /// </summary>
    public required string Read { get; init; }

    /// <summary>The limits of the small setting.</summary>
    public required string Limits { get; init; }

    /// <summary>The duration of its study on two cores, as measured by its author.</summary>
    public required string Cost { get; init; }

    /// <summary>The minimum number of seeds with a value; with fewer, a test is undecided.</summary>
    public required int FewestSeeds { get; init; }

    /// <summary>True for a negative control: if it is not supported, no other verdict can be trusted.</summary>
    public bool IsControl { get; init; }

    /// <summary>The study to run, or null if there is an <see cref="Experiment"/>.</summary>
    public Study? Study { get; init; }

    /// <summary>The text of the study, stored with its results.</summary>
    public string StudyText { get; init; } = "";

    /// <summary>The changes that the claim makes to it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changes { get; init; } = [];

    /// <summary>The simulation to run, or null if there is a <see cref="Study"/>.</summary>
    public IExperiment? Experiment { get; init; }

    /// <summary>The tests; all must hold for the claim to be supported.</summary>
    public required IReadOnlyList<ClaimTest> Tests { get; init; }
}

/// <summary>One test of a claim.</summary>
/// <param name="Says">The tested part of the claim, in a sentence.</param>
/// <param name="Measure">The statistic: one number per seed.</param>
/// <param name="Prediction">The range in which the claim predicts its mean.</param>
public sealed record ClaimTest(string Says, IClaimMeasure Measure, Prediction Prediction)
{
    /// <summary>Judges the mean over seeds by its 95 % t-interval.</summary>
    public ClaimFinding Judge(IReadOnlyList<SeedRows> seeds, int fewestSeeds)
    {
        var values = seeds.Select(Measure.Of).ToArray();
        double[] defined = [.. values.Where(value => value.IsDefined).Select(value => value.Value)];
        var interval = SeedInterval.Student(defined);
        var reason = defined.Length < values.Length ? values.First(value => !value.IsDefined).UndefinedBecause! : "";
        return defined.Length < fewestSeeds
            ? new(this, interval, ClaimVerdict.Undecided,
                $"{defined.Length} {(defined.Length == 1 ? "seed has" : "seeds have")} a value and {fewestSeeds} are needed"
                    + (reason.Length > 0 ? $": {reason}" : ""))
            : new(this, interval, Prediction.Judge(interval),
                interval.Lower.UndefinedBecause ?? (reason.Length > 0
                ? $"{values.Length - defined.Length} of {values.Length} seeds have no value: {reason}" : ""));
    }
}

/// <summary>The result of a test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Effect">Mean over seeds with its 95 % t-interval.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Note">Why it is undecided if the interval does not show it, or which seeds are missing; else empty.</param>
public sealed record ClaimFinding(ClaimTest Test, SeedInterval Effect, ClaimVerdict Verdict, string Note);
