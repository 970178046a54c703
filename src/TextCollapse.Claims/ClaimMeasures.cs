using TextCollapse.Claims.Measures;

namespace TextCollapse.Claims;

/// <summary>The statistics that a claim file can name.</summary>
internal static class ClaimMeasures
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "slope", "change", "growth", "value", "relative-change", "power-law", "power-law-of-types", "minimum-at", "convexity",
            "smallest-step", "chi-square", "rank-correlation", "lead-time",
    ];

    /// <summary>Reads the statistic of a test; null, with a problem added, if its name is unknown.</summary>
    internal static IClaimMeasure? Read(YamlTable test) => test.Choice("statistic", Names) switch
    {
        "slope" =>
            new Slope(test.Text("metric"), test.Text("arm"), test.Optional("against"), test.Whole("from", 0), test.OptionalWhole("to")),
        "change" =>
            new Change(test.Text("metric"), test.Text("arm"), test.Optional("against"), test.Whole("from", 0), test.OptionalWhole("to")),
        "growth" =>
            new Growth(test.Text("metric"), test.Text("arm"), test.Optional("against"), test.Whole("from", 0), test.OptionalWhole("to")),
        "value" => new Value(test.Text("metric"), test.Text("arm"), test.Optional("against"), test.OptionalWhole("generation")),
        "relative-change" =>
            new RelativeChange(test.Text("metric"), test.Text("arm"), test.Text("against"), test.Whole("from", 0),
            test.OptionalWhole("to")),
        "power-law" => new PowerLaw(test.Text("metric"), test.Text("x"), test.List("arms"), test.OptionalWhole("generation")),
        "power-law-of-types" => new PowerLawOfTypes(test.Text("metric"), test.Text("x"), test.Text("arm"), test.Whole("types", least: 3)),
        "minimum-at" => new MinimumAt(test.Text("metric"), test.Text("x"), test.List("arms")),
        "convexity" => new Convexity(test.Text("metric"), test.List("arms"), test.OptionalWhole("generation")),
        "smallest-step" => new SmallestStep(test.Text("metric"), test.List("arms"), test.OptionalWhole("generation")),
        "chi-square" => new ExcessFit(test.Text("metric"), test.Text("expected"), test.Text("arm"), test.Whole("types", least: 2)),
        "rank-correlation" => new RankCorrelation(test.Text("metric"), test.Text("arm"), test.Whole("types", least: 3)),
        "lead-time" => new LeadTime(test.Text("metric"), test.Text("before"), test.Text("arm"), test.Number("share", 0.1, 1e-6)),
        _ => null,
    };
}
