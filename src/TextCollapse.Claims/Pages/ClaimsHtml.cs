using TextCollapse.Reporting.Report;

namespace TextCollapse.Claims.Pages;

/// <summary><c>claims.html</c>: the page of verdicts, one self-contained file.</summary>
internal static class ClaimsHtml
{
    /// <summary>Renders the page.</summary>
    public static string Of(IReadOnlyList<ClaimResult> results)
    {
        using var style = new StreamReader(typeof(ClaimsHtml).Assembly.GetManifestResourceStream("claims.css")!);
        return HtmlPage.Render<ClaimsBody>(ClaimsBody.Title, style.ReadToEnd().ReplaceLineEndings("\n"), script: "", new Dictionary<string,
            object?>
        {
            [nameof(ClaimsBody.Results)] = results,
        });
    }
}
