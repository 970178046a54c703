using System.Globalization;

namespace TextCollapse.Claims.Pages;

/// <summary><c>claims.md</c>: the page of verdicts as Markdown.</summary>
internal static class ClaimsMarkdown
{
    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<ClaimResult> results)
    {
        using var page = new StringWriter(CultureInfo.InvariantCulture);
        page.Write($"# {ClaimsBody.Title}\n\n{ClaimPhrases.Count(results)}.\n\n{ClaimPhrases.HowToRead}\n\n");
        page.Write("| claim | verdict | effects with their intervals |\n|---|---|---|\n");
        foreach (var result in results)
        {
            var effects = result.Findings.Select(finding => $"{ClaimPhrases.Effect(finding.Effect)}, predicted {finding.Test.Prediction}");
            page.Write($"| [{result.Claim.Id}](#{result.Claim.Id}) | {result.Words} | {string.Join("; ", effects)} |\n");
        }
        foreach (var result in results)
            Append(page, result);
        return page.ToString();
    }

    private static void Append(StringWriter page, ClaimResult result)
    {
        var claim = result.Claim;
        page.Write($"\n## {claim.Id}\n\n{Cell(claim.Says)}\n\n");
        page.Write($"**{Capital(result.Words)}.** Source: {Cell(claim.Source)} ({ClaimPhrases.Read(claim)}). {Cell(claim.Numbers)}\n\n");
        page.Write($"Run here: {ClaimPhrases.Setting(claim)}; {claim.Cost}.\n\n");
        if (result.Failure is not null)
            page.Write($"The run failed: {Cell(result.Failure)}\n\n");
        if (result.HasRun)
        {
            page.Write("| test | statistic | predicted | effect | seeds | verdict |\n|---|---|---|---|---|---|\n");
            foreach (var finding in result.Findings)
            {
                page.Write($"| {Cell(finding.Test.Says)} | {Cell(finding.Test.Measure.Words)} | {finding.Test.Prediction} ");
                page.Write($"| {ClaimPhrases.Effect(finding.Effect)} | {finding.Effect.Seeds} | {finding.Verdict.Words()}");
                page.Write(finding.Note.Length > 0 ? $" ({Cell(finding.Note)}) |\n" : " |\n");
            }
            page.Write('\n');
        }
        page.Write($"Limits: {Cell(claim.Limits)}\n");
    }

    private static string Cell(string text) => text.Trim().ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
