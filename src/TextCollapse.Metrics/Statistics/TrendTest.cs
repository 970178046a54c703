namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// Does a metric drift over the generations? The Theil–Sen slope of each seed's chain, and a sign-flip test of the slopes: the chain is the
/// unit, so the dependence between generations of one chain does not matter.
/// </summary>
/// <param name="Slope">Mean slope per generation with its interval over seeds.</param>
/// <param name="Test">Sign-flip test of the slopes.</param>
public sealed record TrendTest(SeedInterval Slope, SignFlipTest Test)
{
    /// <summary>The test over one series per seed, each in order of generation; seeds whose slope is undefined are left out.</summary>
    public static TrendTest Of(IEnumerable<double[]> seeds)
    {
        double[] slopes = [.. seeds.Select(series => TheilSen.Slope(series)).Where(slope => slope.IsDefined).Select(slope => slope.Value)];
        return new(SeedInterval.Student(slopes), SignFlipTest.Of(slopes));
    }
}
