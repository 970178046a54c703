using System.Globalization;

namespace TextCollapse.Metrics.Statistics;

/// <summary>Results of tests and intervals in plain sentences, which claim no more than the number of seeds allows.</summary>
public static class CollapseSentences
{
    private static readonly string[] Words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>One contrast; with a <paramref name="margin"/> it is also tested for equivalence.</summary>
    public static string Of(Contrast contrast, double? margin = null, double alpha = 0.05)
    {
        var subject = $"{contrast.Cell} against {contrast.Baseline}, generation {contrast.Generation}, {contrast.Metric}";
        return contrast.Difference.Mean.IsDefined
            ? $"{subject}: {Interval(contrast.Difference)} over {Seeds(contrast.Test.Pairs)}; {Verdict(contrast, margin, alpha)}."
            : $"{subject}: not compared, {contrast.Difference.Mean.UndefinedBecause}.";
    }

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

    private static string Verdict(Contrast contrast, double? margin, double alpha)
    {
        var equivalence = margin is { } m ? EquivalenceTest.Of([.. contrast.Differences], m, alpha) : null;
        if (equivalence is { Equal: true })
            return $"equal within the margin of {Number(equivalence.Margin)}";
        if (Reach(contrast.Test.Pairs, alpha) is { } limit)
            return $"{limit}, so the difference is descriptive";
        if (!contrast.AdjustedP.IsDefined)
            return $"not tested, {contrast.AdjustedP.UndefinedBecause}";
        var p = $"p = {P(contrast.Test)}, {(contrast.Primary ? "Holm" : "Benjamini–Hochberg")} {Number(contrast.AdjustedP.Value)}";
        if (contrast.AdjustedP.Value <= alpha)
            return $"{contrast.Cell} is {(contrast.Difference.Mean.Value > 0 ? "higher" : "lower")} ({p})";
        return $"indistinguishable from noise ({p})" + (equivalence is null ? ""
            : $", and not shown to be equal within {Number(equivalence.Margin)}");
    }

    private static string P(SignFlipTest test)
        => Number(test.P.Value) + (test.MonteCarloError > 0 ? $" ± {Number(test.MonteCarloError)} Monte Carlo" : "");

    private static string Interval(SeedInterval interval)
        => Number(interval.Mean.Value) + (interval.Lower.IsDefined ? $" [{Number(interval.Lower.Value)}, {Number(interval.Upper.Value)}]"
            : "");

    private static string Level(double alpha) => alpha.ToString(".####", CultureInfo.InvariantCulture);
}
