using System.Globalization;
using System.Text.RegularExpressions;

namespace TextCollapse.Experiments.Mitigations.Rules;

/// <summary>The action of a rule: <c>inject real 20 %</c>, <c>redraw</c>, <c>roll back</c>, <c>stop</c> or <c>warn</c>.</summary>
/// <param name="Kind">The kind of intervention.</param>
/// <param name="RealShare">For an injection: the share of real text, 0 to 1.</param>
public sealed partial record RuleAction(InterventionKind Kind, double RealShare = 0)
{
    private static readonly string[] Words = ["inject real 20 %", "redraw", "roll back", "stop", "warn"];

    /// <summary>Parses an action; null, with an error message, if it is invalid.</summary>
    public static RuleAction? Parse(string text, out string wrong)
    {
        wrong = "";
        switch (text.Trim())
        {
            case "redraw": return new(InterventionKind.Redraw);
            case "roll back": return new(InterventionKind.RollBack);
            case "stop": return new(InterventionKind.Stop);
            case "warn": return new(InterventionKind.Warn);
        }
        if (Injection().Match(text) is not { Success: true } match)
            wrong = Nearest.To(text, Words) is { } nearest ? $"'{text}' is not an action; did you mean '{nearest}'?"
                : $"'{text}' is not an action; the actions are {string.Join(", ", Words)}.";
        else if (double.TryParse(match.Groups["percent"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
            && percent is > 0 and <= 100)
            return new(InterventionKind.Inject, percent / 100);
        else
            wrong = $"'{match.Groups["percent"].Value} %' of real text is not above 0 and up to 100 %.";
        return null;
    }

    /// <summary>The action as in a study file.</summary>
    public override string ToString() => Kind switch
    {
        InterventionKind.Inject => string.Create(CultureInfo.InvariantCulture, $"inject real {Math.Round(100 * RealShare, 10)} %"),
        InterventionKind.RollBack => "roll back",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    [GeneratedRegex(@"^\s*inject\s+real\s+(?<percent>\S+?)\s*%\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Injection();
}
