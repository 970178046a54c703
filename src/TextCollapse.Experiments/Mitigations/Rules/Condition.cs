using System.Globalization;
using System.Text.RegularExpressions;

namespace TextCollapse.Experiments.Mitigations.Rules;

/// <summary>
/// The condition of a rule: <c>bpc_real rises 5 % over generation 0</c>, <c>distinct_8 falls 10 % over the last generation</c>,
/// <c>detector_auc above 0.9</c>, <c>hapax_retention_5 below 0.2</c>. Without <c>over …</c> a change is relative to generation 0.
/// </summary>
public sealed partial record Condition
{
    private Condition(string text, string metric, string word, double amount, int? over) =>
        (Text, Metric, Word, Amount, Over) = (text, metric, word, amount, over);

    /// <summary>The column that is tested.</summary>
    public string Metric { get; }

    /// <summary>The generation that a change is relative to; null for the last one.</summary>
    public int? Over { get; }

    private string Text { get; }

    private string Word { get; }

    private double Amount { get; }

    /// <summary>Parses a condition; null, with an error message, if it is invalid.</summary>
    public static Condition? Parse(string text, out string wrong)
    {
        wrong = "";
        if (Form().Match(text) is not { Success: true } match)
        {
            wrong = $"'{text}' is not a condition; write 'bpc_real rises 5 % over generation 0', 'distinct_8 falls 10 % over the last "
                + $"generation' or 'detector_auc above 0.9'.";
            return null;
        }
        var change = match.Groups["change"].Success;
        if (!double.TryParse(match.Groups[change ? "percent" : "value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture,
            out var amount) || !double.IsFinite(amount))
        {
            wrong = $"'{match.Groups[change ? "percent" : "value"].Value}' is not a number.";
            return null;
        }
        var generation = 0;
        if (match.Groups["generation"].Success
            && !int.TryParse(match.Groups["generation"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out generation))
        {
            wrong = $"generation '{match.Groups["generation"].Value}' is not the number of a generation.";
            return null;
        }
        return new(text.Trim(), match.Groups["metric"].Value, match.Groups[change ? "change" : "side"].Value, amount,
            match.Groups["last"].Success ? null : generation);
    }

    /// <summary>
    /// Why the condition holds, with the values; null if it does not hold, or is unknown because a measurement is undefined or the
    /// generation it is relative to has not run yet.
    /// </summary>
    public string? Holds(Outcome outcome)
    {
        var now = outcome.Now(Metric);
        if (!now.IsDefined)
            return null;
        if (Word is "above" or "below")
        {
            var beyond = Word == "above" ? now.Value > Amount : now.Value < Amount;
            return beyond ? string.Create(CultureInfo.InvariantCulture, $"{Metric} is {now.Value:G6}, {Word} {Amount}") : null;
        }
        var over = Over ?? outcome.Generation - 1;
        if (over >= outcome.Generation || outcome.Metric(over, Metric) is not { IsDefined: true } before || before.Value == 0)
            return null;
        var percent = 100 * (now.Value - before.Value) / Math.Abs(before.Value);
        var changed = Word == "rises" ? percent > Amount : -percent > Amount;
        return changed ? string.Create(CultureInfo.InvariantCulture,
            $"{Metric} {Word} {Math.Abs(percent):F1} % over generation {over} ({before.Value:G6} to {now.Value:G6}), more than {Amount} %")
                : null;
    }

    /// <summary>The condition as in the study file.</summary>
    public override string ToString() => Text;

    [GeneratedRegex(
        @"^\s*(?<metric>\S+)\s+(?:(?<change>rises|falls)\s+(?:by\s+)?(?<percent>\S+?)\s*%"
        + @"(?:\s+over\s+(?:(?<last>the\s+last\s+generation)|generation\s+(?<generation>\S+)))?"
        + @"|(?:is\s+)?(?<side>above|below)\s+(?<value>\S+))\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
