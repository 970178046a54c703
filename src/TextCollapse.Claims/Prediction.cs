using System.Globalization;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims;

/// <summary>
/// The predicted range of a value, fixed before the run: <c>above X</c>, <c>below X</c>, or <c>between A and B</c>, an equivalence with its
/// margin. The bound of a one-sided prediction is the smallest relevant effect instead of 0, so that a negligible effect with a narrow
/// interval does not support the claim.
/// </summary>
/// <param name="Least">The lower bound; −∞ for none.</param>
/// <param name="Most">The upper bound; +∞ for none.</param>
public readonly record struct Prediction(double Least, double Most)
{
    /// <summary>
    /// Supported if the whole interval lies inside, not supported if the whole interval lies outside, else undecided. With 95 % intervals,
    /// an equivalence test is stricter than two one-sided tests at 5 %.
    /// </summary>
    public ClaimVerdict Judge(SeedInterval interval)
    {
        if (!interval.Lower.IsDefined || !interval.Upper.IsDefined)
            return ClaimVerdict.Undecided;
        if (interval.Lower.Value > Least && interval.Upper.Value < Most)
            return ClaimVerdict.Supported;
        return interval.Upper.Value <= Least || interval.Lower.Value >= Most ? ClaimVerdict.NotSupported : ClaimVerdict.Undecided;
    }

    /// <summary>Parses the text of a claim file; null if it has none of the three forms.</summary>
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
