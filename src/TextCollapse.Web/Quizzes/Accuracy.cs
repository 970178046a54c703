namespace TextCollapse.Web.Quizzes;

/// <summary>How well a class told real from generated, with the 95 % interval of Wilson (1927); a coin gives one half.</summary>
/// <param name="Right">Votes that were right.</param>
/// <param name="Votes">All votes.</param>
public readonly record struct Accuracy(int Right, int Votes)
{
    private const double Z = 1.959963984540054;

    /// <summary>The share that was right; NaN without votes.</summary>
    public double Share => Votes == 0 ? double.NaN : (double)Right / Votes;

    /// <summary>The interval's ends; NaN without votes. Votes of one class on one text are not independent: read it as the least uncertainty there is.</summary>
    public (double Lower, double Upper) Interval()
    {
        if (Votes == 0)
            return (double.NaN, double.NaN);
        var (p, n) = (Share, (double)Votes);
        var centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z / (1 + Z * Z / n) * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
