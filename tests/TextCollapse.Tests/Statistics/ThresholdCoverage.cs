using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Statistics;

/// <summary>How often the interval of the threshold share holds the true share, on curves whose true share is known.</summary>
internal static class ThresholdCoverage
{
    public static readonly IReadOnlyList<string> Shapes = ["convex", "concave", "sigmoid", "step"];

    /// <summary>The shares of the study mixing-ratios.</summary>
    private static readonly double[] Shares = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1];

    /// <summary>The excess loss at a share, which falls from 1 to 0.</summary>
    private static double Loss(string shape, double share) => shape switch
    {
        "convex" => (Math.Exp(-6 * share) - Math.Exp(-6)) / (1 - Math.Exp(-6)),
        "concave" => 1 - share * share * share,
        "sigmoid" => (Logistic(share) - Logistic(1)) / (Logistic(0) - Logistic(1)),
        _ => share < 0.37 ? 1 : 0,
    };

    private static double Logistic(double share) => 1 / (1 + Math.Exp(15 * (share - 0.4)));

    /// <summary>The share of studies whose interval holds the true share, and the mean of the estimate less the true share.</summary>
    public static (double Coverage, double Bias, double Truth, double Width) Held(string shape, int studies, int seeds, double noise)
    {
        const double margin = 0.02, start = 1;
        double lower = 0, upper = 1;
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = (lower + upper) / 2;
            (lower, upper) = Loss(shape, middle) > margin * start ? (middle, upper) : (lower, middle);
        }
        var random = new RandomKey(42, shape, seeds).Stream("studies");
        (string, double)[] arms = [.. Shares.Select((share, i) => ($"r{i}", share))];
        var (held, bias, width) = (0, 0.0, 0.0);
        for (var study = 0; study < studies; study++)
        {
            var rows = new List<GenerationRow>();
            for (var seed = 0; seed < seeds; seed++)
                for (var i = 0; i < Shares.Length; i++)
                {
                    var end = start + Loss(shape, Shares[i]) + noise * random.NextNormal();
                    rows.Add(new($"r{i}", seed, 0, [new("m", start)]));
                    rows.Add(new($"r{i}", seed, 1, [new("m", end)]));
                }
            var share = CollapseThreshold.Of(rows, arms, "m", margin)!.Share;
            held += share.Lower.Value <= upper && upper <= share.Upper.Value ? 1 : 0;
            bias += (share.Mean.Value - upper) / studies;
            width += (share.Upper.Value - share.Lower.Value) / studies;
        }
        return ((double)held / studies, bias, upper, width);
    }
}
