using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting.Figures;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Points">From left to right; a point that is not finite is a gap.</param>
public sealed record Series(string Name, IReadOnlyList<SeriesPoint> Points)
{
    /// <summary>Which colour and marker, counted from 0; the place among the chart's series unless it is set.</summary>
    public int? Style { get; init; }

    /// <summary>True for what theory predicts: dashed, without markers.</summary>
    public bool IsTheory { get; init; }
}

/// <summary>One point with the interval around it.</summary>
/// <param name="X">Along.</param>
/// <param name="Y">Up.</param>
/// <param name="Lower">Lower end of the interval; NaN where there is none.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct SeriesPoint(double X, double Y, double Lower = double.NaN, double Upper = double.NaN)
{
    /// <summary>A mean over seeds with its interval.</summary>
    public static SeriesPoint Of(double x, SeedInterval interval) =>
        new(x, interval.Mean.OrNaN, interval.Lower.OrNaN, interval.Upper.OrNaN);

    /// <summary>Whether it can be drawn.</summary>
    public bool IsDrawn => double.IsFinite(X) && double.IsFinite(Y);

    /// <summary>Whether its interval can be drawn.</summary>
    public bool HasInterval => IsDrawn && double.IsFinite(Lower) && double.IsFinite(Upper);
}

/// <summary>A shaded stretch of an axis.</summary>
/// <param name="From">Its lower end.</param>
/// <param name="To">Its upper end.</param>
/// <param name="Name">What it means; may be empty.</param>
public sealed record Band(double From, double To, string Name = "")
{
    /// <summary>The index of the series whose band it is, for its colour; null for one that holds for all.</summary>
    public int? Style { get; init; }
}
