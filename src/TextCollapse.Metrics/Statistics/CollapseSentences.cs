using System.Globalization;

namespace TextCollapse.Metrics.Statistics;

/// <summary>Results of tests and intervals in plain sentences, which claim no more than the number of seeds allows.</summary>
public static class CollapseSentences
{
    private static readonly string[] Words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>One contrast: its size and its verdict.</summary>
    public static string Of(Contrast contrast)
    {
        var outcome = contrast.Outcome == ContrastOutcome.Change ? $"change of {contrast.Metric} since generation 0" : contrast.Metric;
        var subject = $"{contrast.Arm}{ArmPair.Between}{contrast.Baseline}, generation {contrast.Generation}, {outcome}";
        if (!contrast.Difference.Mean.IsDefined)
            return $"{subject}: {Verdict(contrast)}.";
        var missing = contrast.MissingSeeds > 0 ? $" ({Missing(contrast)})" : "";
        return $"{subject}: {Interval(contrast.Difference)} over {Seeds(contrast.Test.Pairs)}{missing}; "
            + $"{Verdict(contrast)}{Start(contrast)}.";
    }

    /// <summary>The verdict of a contrast, as part of a sentence.</summary>
    public static string Verdict(Contrast contrast) => contrast.Verdict switch
    {
        ContrastVerdict.NotCompared => $"not compared, {contrast.Difference.Mean.UndefinedBecause}",
        ContrastVerdict.NotTested => $"not tested, {contrast.Test.P.UndefinedBecause}",
        ContrastVerdict.Descriptive => $"{Reach(contrast.Test.Pairs, contrast.Alpha)}, so the difference is descriptive",
        ContrastVerdict.Identical => "the same value in both arms with every seed",
        ContrastVerdict.Equal => $"equal within the margin of {Number(contrast.Margin!.Value)}",
        ContrastVerdict.Higher => $"{Subject(contrast)} is higher ({AdjustedP(contrast)})",
        ContrastVerdict.Lower => $"{Subject(contrast)} is lower ({AdjustedP(contrast)})",
        _ => $"indistinguishable from noise ({AdjustedP(contrast)})"
            + (contrast.Margin is { } margin ? $", and not shown to be equal within {Number(margin)}" : ""),
    };

    /// <summary>How the p-values of a study are adjusted: the same sentence in the terminal, the report and docs/statistics.md.</summary>
    public static string Adjustment { get; } =
        "Tests are paired sign-flip tests over seeds. The primary family is adjusted by step-down max-T (Westfall and Young 1993), with "
        + "the sign of a seed flipped in all its contrasts at once; every other contrast is exploratory and adjusted by "
        + "Benjamini–Hochberg; design constants, budgets and noise floors are not tested.";

    /// <summary>The name of a family's adjustment before a p-value.</summary>
    public static string AdjustmentOf(ContrastFamily family) => family == ContrastFamily.Primary ? "max-T" : "Benjamini–Hochberg";

    /// <summary>A trend of one arm's metric over its generations.</summary>
    public static string Of(string metric, TrendTest trend, double alpha = 0.05)
    {
        if (!trend.Slope.Mean.IsDefined)
            return $"{metric}: no trend, {trend.Slope.Mean.UndefinedBecause}.";
        var direction = trend.Slope.Mean.Value >= 0 ? "rises" : "falls";
        return $"{metric} {direction} by {Interval(trend.Slope)} a generation over {Seeds(trend.Test.Pairs)}; "
            + $"{TrendVerdict(trend.Test, alpha)}.";
    }

    private static string TrendVerdict(SignFlipTest test, double alpha)
    {
        if (Reach(test.Pairs, alpha) is { } limit)
            return $"{limit}, so this describes and does not test";
        if (test.P.IsDefined && test.P.Value <= alpha)
            return $"the trend is real (p = {P(test)})";
        return $"the trend is indistinguishable from noise ({(test.P.IsDefined ? $"p = {P(test)}" : test.P.UndefinedBecause)})";
    }

    /// <summary>A distance to the real text, compared with the distance between two halves of the real text.</summary>
    public static string Of(string metric, Measurement distance, NoiseFloor floor)
    {
        if (!distance.IsDefined)
            return $"{metric} is undefined: {distance.UndefinedBecause}.";
        if (!floor.Upper.IsDefined)
            return $"{metric} is {Number(distance.Value)}; its noise floor is unknown: {floor.Upper.UndefinedBecause}.";
        return distance.Value <= floor.Upper.Value
            ? $"{metric} is {Number(distance.Value)}, indistinguishable from noise: halves of the real text differ by up to "
                + $"{Number(floor.Upper.Value)}."
            : $"{metric} is {Number(distance.Value)}, above the noise floor of {Number(floor.Upper.Value)} between halves of the "
                + $"real text.";
    }

    /// <summary>Why this number of seeds cannot reach significance at this level, or null if it can.</summary>
    public static string? Reach(int seeds, double alpha = 0.05)
    {
        if (SignFlipTest.SmallestP(seeds) <= alpha)
            return null;
        return seeds < 2 ? $"{Seeds(seeds)} cannot tell a difference from chance"
            : $"{Seeds(seeds)} cannot reach {Level(alpha)} (the smallest possible p is "
                + $"{SignFlipTest.SmallestP(seeds).ToString("0.####", CultureInfo.InvariantCulture)})";
    }

    internal static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A number of seeds in words: <c>three seeds</c>.</summary>
    public static string Seeds(int seeds) =>
        $"{(seeds < Words.Length ? Words[seeds] : seeds.ToString(CultureInfo.InvariantCulture))} {(seeds == 1 ? "seed" : "seeds")}";

    private static string Subject(Contrast contrast) =>
        contrast.Outcome == ContrastOutcome.Change ? $"the change of {contrast.Arm}" : contrast.Arm;

    private static string AdjustedP(Contrast contrast) =>
        $"p = {P(contrast.Test)}, {AdjustmentOf(contrast.Family)} {Number(contrast.AdjustedP.Value)}";

    private static string Missing(Contrast contrast) => contrast.MissingSeeds == 1
        ? "one seed lacks a value of one of the two arms"
        : $"{Seeds(contrast.MissingSeeds)} lack a value of one of the two arms";

    private static string Start(Contrast contrast) => contrast is { Outcome: ContrastOutcome.Level, DiffersAtStart: true, Generation: > 0 }
        ? $"; they differ at generation 0 already, by {Interval(contrast.Start)}"
        : "";

    private static string P(SignFlipTest test)
        => Number(test.P.Value) + (test.MonteCarloError > 0 ? $" ± {Number(test.MonteCarloError)} Monte Carlo" : "");

    private static string Interval(SeedInterval interval)
        => Number(interval.Mean.Value) + (interval.Lower.IsDefined ? $" [{Number(interval.Lower.Value)}, {Number(interval.Upper.Value)}]"
            : "");

    private static string Level(double alpha) => alpha.ToString(".####", CultureInfo.InvariantCulture);
}
