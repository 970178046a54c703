using System.Globalization;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims;

/// <summary>
/// Where a claim says that a number lies, written down before the run: <c>above X</c>, <c>below X</c>, or <c>between A and B</c>, an
/// equivalence with its margin. The bound of a direction is not 0 but the smallest effect that would matter, so that a trifle with a narrow
/// interval supports nothing.
/// </summary>
/// <param name="Least">The lower bound; −∞ for none.</param>
/// <param name="Most">The upper bound; +∞ for none.</param>
public readonly record struct Prediction(double Least, double Most)
{
    /// <summary>
    /// Supported where the whole interval lies inside, not supported where the whole interval lies outside, else undecided. With 95 %
    /// intervals an equivalence is found more seldom than by two one-sided tests at 5 %.
    /// </summary>
    public ClaimVerdict Judge(SeedInterval interval)
    {
        if (!interval.Lower.IsDefined || !interval.Upper.IsDefined)
            return ClaimVerdict.Undecided;
        if (interval.Lower.Value > Least && interval.Upper.Value < Most)
            return ClaimVerdict.Supported;
        return interval.Upper.Value <= Least || interval.Lower.Value >= Most ? ClaimVerdict.NotSupported : ClaimVerdict.Undecided;
    }

    /// <summary>Reads the words of a claim file; null if they are none of the three forms.</summary>
    public static Prediction? Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["above", var least] when Number(least) is { } x => new Prediction(x, double.PositiveInfinity),
            ["below", var most] when Number(most) is { } x => new Prediction(double.NegativeInfinity, x),
            ["between", var least, "and", var most] when Number(least) is { } a && Number(most) is { } b && a < b => new Prediction(a, b),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (double.IsInfinity(Most))
            return FormattableString.Invariant($"above {Least}");
        return double.IsInfinity(Least) ? FormattableString.Invariant($"below {Most}")
            : FormattableString.Invariant($"between {Least} and {Most}");
    }

    private static double? Number(string word) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;
}
