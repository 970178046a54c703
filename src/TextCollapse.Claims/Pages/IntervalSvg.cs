using System.Globalization;

namespace TextCollapse.Claims.Pages;

/// <summary>A small picture of a finding: the predicted region as a band, the interval as a bar with its mean.</summary>
internal static class IntervalSvg
{
    private const double Width = 220, Height = 26, Middle = 11;

    public static string Draw(ClaimFinding finding)
    {
        if (!finding.Effect.Lower.IsDefined)
            return "";
        var (lower, upper, mean) = (finding.Effect.Lower.Value, finding.Effect.Upper.Value, finding.Effect.Mean.Value);
        var (least, most) = (finding.Test.Prediction.Least, finding.Test.Prediction.Most);
        double[] shown = [.. new[] { lower, upper, least, most }.Where(double.IsFinite)];
        var (from, to) = (shown.Min(), shown.Max());
        var pad = to > from ? 0.15 * (to - from) : Math.Max(1e-9, 0.15 * Math.Abs(from));
        (from, to) = (from - pad, to + pad);
        var (bandFrom, bandTo) = (X(double.IsFinite(least) ? least : from), X(double.IsFinite(most) ? most : to));
        var bounds = string.Concat(new[] { least, most }.Where(double.IsFinite).Select(bound => string.Create(CultureInfo.InvariantCulture,
            $"<line class='bound' x1='{X(bound):F1}' x2='{X(bound):F1}' y1='2' y2='20'/><text x='{Math.Clamp(X(bound), 12, Width - 12):F1}' y='26'>{ClaimPhrases.Number(bound)}</text>")));
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg viewBox='0 0 {Width} {Height + 2}' role='img' aria-label='predicted {finding.Test.Prediction}, found {ClaimPhrases.Effect(finding.Effect)}'><rect class='band' x='{bandFrom:F1}' y='2' width='{Math.Max(1, bandTo - bandFrom):F1}' height='18'/>{bounds}<line class='bar' x1='{X(lower):F1}' x2='{Math.Max(X(lower) + 1.5, X(upper)):F1}' y1='{Middle}' y2='{Middle}'/><circle cx='{X(mean):F1}' cy='{Middle}' r='3.5'/></svg>");

        double X(double value) => (value - from) / (to - from) * Width;
    }
}
