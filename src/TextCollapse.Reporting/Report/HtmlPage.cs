using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace TextCollapse.Reporting.Report;

/// <summary>
/// A self-contained HTML file around a Razor component: it loads no other files, and its content security policy allows only the style and
/// the script with the given hashes.
/// </summary>
public static class HtmlPage
{
    // The default encoder escapes every non-ASCII character, which would make pages in other scripts several times as large.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Renders the page.</summary>
    /// <typeparam name="TBody">The component that is the content of the body.</typeparam>
    /// <param name="title">The title, any text.</param>
    /// <param name="style">CSS.</param>
    /// <param name="script">JavaScript; empty for none.</param>
    /// <param name="parameters">The component's parameters.</param>
    public static string Render<TBody>(string title, string style, string script, IDictionary<string, object?> parameters) where TBody
        : IComponent
    {
        var scriptPolicy = script.Length == 0 ? "" : $" script-src '{Hash(script)}';";
        var policy = $"default-src 'none'; style-src '{Hash(style)}';{scriptPolicy} base-uri 'none'; form-action 'none'";
        var scriptElement = script.Length == 0 ? "" : $"<script>{script}</script>\n";
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Encoder.Encode(VisibleText.Line(title))}</title>
            <style>{style}</style>
            </head>
            <body>
            {Fragment<TBody>(parameters)}
            {scriptElement}</body>
            </html>

            """;
    }

    /// <summary>Renders a component by itself.</summary>
    internal static string Fragment<T>(IDictionary<string, object?> parameters) where T : IComponent
    {
        using var services = new ServiceCollection().AddSingleton(Encoder).BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        // No component is asynchronous, so the task is already completed.
        return renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString())
            .GetAwaiter().GetResult();
    }

    private static string Hash(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
}
