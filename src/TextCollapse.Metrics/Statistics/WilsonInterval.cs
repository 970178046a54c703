namespace TextCollapse.Metrics.Statistics;

/// <summary>A proportion with its 95 % interval (Wilson 1927), which stays within 0 and 1 and is valid for small samples.</summary>
/// <param name="Right">Answers that count, 0 … <paramref name="All"/>.</param>
/// <param name="All">All answers.</param>
public readonly record struct WilsonInterval(int Right, int All)
{
    private const double Z = 1.959963984540054;

    /// <summary>The share; undefined for no answers.</summary>
    public Measurement Share => Measurement.Ratio(Right, All, "there are no answers");

    /// <summary>The lower end; 0 for no answers.</summary>
    public double Lower => All == 0 ? 0 : Math.Max(0, Centre - Half);

    /// <summary>The upper end; 1 for no answers.</summary>
    public double Upper => All == 0 ? 1 : Math.Min(1, Centre + Half);

    private double P => (double)Right / All;

    private double Centre => (P + Z * Z / (2.0 * All)) / (1 + Z * Z / All);

    private double Half => Z / (1 + Z * Z / All) * Math.Sqrt(P * (1 - P) / All + Z * Z / (4.0 * All * All));
}
