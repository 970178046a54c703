using System.Globalization;
using System.Net;

namespace TextCollapse.Claims.Pages;

/// <summary><c>claims.html</c>: the page of verdicts in one file that needs nothing else.</summary>
public static class ClaimsHtml
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6577; --line: #dfe3ea; --paper: #fff; --card: #f7f8fb; --yes: #1a7f4b; --no: #b3382c; --open: #9a6b00; --band: #cfe8da; --none: #6b7280; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #a3acbd; --line: #333b4a; --paper: #14181f; --card: #1b212b; --yes: #58c48b; --no: #ee8277; --open: #e0b252; --band: #1f4633; --none: #9aa3b2; } }
        * { box-sizing: border-box; }
        body { font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 66rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; } h2 { font-size: 1.1rem; margin: 0 0 .3rem; }
        .lead { color: var(--soft); max-width: 50rem; } a { color: inherit; }
        .count { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.2rem 0; }
        .count span { border: 1px solid var(--line); border-radius: .5rem; padding: .35rem .8rem; } .count b { font-size: 1.25rem; margin-right: .35rem; }
        table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 600; color: var(--soft); font-size: .85rem; }
        th, td { padding: .45rem .6rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } td.v { white-space: nowrap; }
        .badge { font-size: .82rem; font-weight: 600; white-space: nowrap; } .badge::before { content: ''; display: inline-block; width: .6rem; height: .6rem; border-radius: 50%; margin-right: .4rem; background: currentColor; }
        .supported { color: var(--yes); } .not-supported { color: var(--no); } .undecided { color: var(--open); } .failed { color: var(--no); } .not-run { color: var(--none); }
        article { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: 1.1rem 1.25rem; margin: 1.1rem 0; overflow-x: auto; }
        article header { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; } .id { font: .85rem ui-monospace, monospace; color: var(--soft); }
        .small { font-size: .88rem; color: var(--soft); margin: .35rem 0; } td .small { display: block; margin: 0; } article td:last-child { padding-right: 0; }
        svg { width: 220px; height: 28px; display: block; } .band { fill: var(--band); } .bar { stroke: var(--ink); stroke-width: 3; stroke-linecap: round; } circle { fill: var(--ink); } .bound { stroke: var(--soft); stroke-dasharray: 2 2; }
        svg text { font: 8px system-ui, sans-serif; fill: var(--soft); text-anchor: middle; }
        @media print { article { break-inside: avoid; } }
        """;

    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<ClaimResult> results)
    {
        using var page = new StringWriter(CultureInfo.InvariantCulture);
        page.Write($"<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width, initial-scale=1'><title>Published claims, put to the test</title><style>{Style}</style></head><body>\n");
        page.Write($"<h1>Published claims, put to the test</h1>\n<p class='lead'>{Text(ClaimPhrases.HowToRead)}</p>\n<div class='count'>");
        foreach (var group in results.GroupBy(result => result.Words).OrderByDescending(group => group.Count()))
            page.Write($"<span class='{Class(group.Key)}'><b>{group.Count()}</b>{Text(group.Key)}</span>");
        page.Write("</div>\n<table><thead><tr><th>claim</th><th>in a sentence</th><th>here</th></tr></thead><tbody>\n");
        foreach (var result in results)
            page.Write($"<tr><td class='v'><a href='#{result.Claim.Id}'>{Text(result.Claim.Id)}</a></td><td>{Text(result.Claim.Says)}</td><td class='v'>{Badge(result.Words)}</td></tr>\n");
        page.Write("</tbody></table>\n");
        foreach (var result in results)
            Append(page, result);
        page.Write("</body></html>\n");
        return page.ToString();
    }

    private static void Append(StringWriter page, ClaimResult result)
    {
        var claim = result.Claim;
        page.Write($"<article id='{claim.Id}'><header><span class='id'>{Text(claim.Id)}{(claim.IsControl ? " · control" : "")}</span>{Badge(result.Words)}</header>\n<h2>{Text(claim.Says)}</h2>\n");
        page.Write($"<p class='small'>{Text(claim.Source)}: {Text(claim.Numbers)} ({Text(ClaimPhrases.Read(claim))})</p>\n");
        if (result.Failure is not null)
            page.Write($"<p class='failed'>It could not be finished: {Text(result.Failure)}</p>\n");
        if (result.HasRun)
        {
            page.Write("<table><thead><tr><th>what is tested</th><th>predicted (band) and found (bar: 95 %)</th><th>effect</th><th></th></tr></thead><tbody>\n");
            foreach (var finding in result.Findings)
                page.Write($"<tr><td>{Text(finding.Test.Says)}<span class='small'>{Text(finding.Test.Measure.Words)}, predicted {Text(finding.Test.Prediction.ToString())}</span></td><td>{IntervalSvg.Draw(finding)}</td>"
                    + $"<td class='v'>{Text(ClaimPhrases.Effect(finding.Effect))}<span class='small'>{finding.Effect.Seeds} seeds</span></td><td>{Badge(finding.Verdict.Words())}<span class='small'>{Text(finding.Note)}</span></td></tr>\n");
            page.Write("</tbody></table>\n");
        }
        page.Write($"<p class='small'><b>Run here:</b> {Text(ClaimPhrases.Setting(claim))}; {Text(claim.Cost)}.</p>\n<p class='small'><b>What it cannot say:</b> {Text(claim.Limits)}</p></article>\n");
    }

    private static string Badge(string words) => $"<span class='badge {Class(words)}'>{Text(words)}</span>";

    private static string Class(string words) => words.Replace(" here", "", StringComparison.Ordinal).Replace(' ', '-');

    private static string Text(string text) => WebUtility.HtmlEncode(text.Trim());
}
