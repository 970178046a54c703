using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

/// <summary>The page around the report: one file, nothing fetched; only the style and the script whose hashes it names may run in it.</summary>
internal static class Page
{
    /// <summary>The whole page.</summary>
    public static string Of(string title, XElement body)
    {
        string style = Resource("report.css") + FigureStyle.Css, script = Resource("report.js");
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            {Html.Write(Html.Element("title", VisibleText.Line(title)))}
            <style>{style}</style>
            </head>
            {Html.Write(body).Replace("</body>", "", StringComparison.Ordinal)}
            <script>{script}</script>
            </body>
            </html>

            """;
    }

    private static string Hash(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    private static string Resource(string name)
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream($"report/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
