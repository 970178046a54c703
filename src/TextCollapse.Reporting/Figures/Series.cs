using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting.Figures;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Points">From left to right; a point that is not finite is a gap.</param>
public sealed record Series(string Name, IReadOnlyList<SeriesPoint> Points)
{
    /// <summary>Index of colour and marker, from 0; by default the index among the series of the chart.</summary>
    public int? Style { get; init; }

    /// <summary>True for a theoretical prediction: dashed, without markers.</summary>
    public bool IsTheory { get; init; }
}

/// <summary>One point with the interval around it.</summary>
/// <param name="X">Horizontal value.</param>
/// <param name="Y">Vertical value.</param>
/// <param name="Lower">Lower end of the interval; NaN if there is none.</param>
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

/// <summary>A shaded range of an axis.</summary>
/// <param name="From">Its lower end.</param>
/// <param name="To">Its upper end.</param>
/// <param name="Name">What it means; may be empty.</param>
public sealed record Band(double From, double To, string Name = "")
{
    /// <summary>The index of the series it belongs to, for its colour; null for a band common to all series.</summary>
    public int? Style { get; init; }
}
