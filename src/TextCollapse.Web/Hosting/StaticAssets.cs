using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Web.Hosting;

/// <summary>
/// The page's script and style sheet. They are embedded and looked up by name in memory: no request path reaches the file system.
/// </summary>
internal static class StaticAssets
{
    private const string Prefix = "assets/", StyleSheet = "app.css", BlazorScript = "blazor.web.js";

    private static readonly FrozenDictionary<string, Asset> Assets = Load();

    /// <summary>An asset's address. It changes with the content, so that browsers may cache it permanently.</summary>
    public static string Link(string name) => $"assets/{name}?v={Assets[name].Version}";

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{name}", (string name, HttpContext context) => SendAsync(context, name, context.Request.Query["v"]));
        routes.MapGet("/_framework/" + BlazorScript, (HttpContext context) => SendAsync(context, BlazorScript, null));
        routes.MapGet("/favicon.ico", () => Results.NoContent());
    }

    private static async Task SendAsync(HttpContext context, string name, string? version)
    {
        var response = context.Response;
        if (!Assets.TryGetValue(name, out var asset))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        response.ContentType = asset.Type;
        response.Headers.CacheControl = version == asset.Version ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.ETag = $"\"{asset.Version}\"";
        response.Headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(asset.Version, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var isCompressed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (isCompressed)
            response.Headers.ContentEncoding = "br";
        var bytes = isCompressed ? asset.Compressed.Value : asset.Bytes;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Load(assembly, name), StringComparer.Ordinal);
    }

    private static Asset Load(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        if (name == Prefix + StyleSheet)
            bytes.Write(Encoding.UTF8.GetBytes("\n" + FigureStyle.Css));
        return new Asset(bytes.ToArray(), TypeOf(name));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    };

    private sealed class Asset(byte[] bytes, string type)
    {
        public byte[] Bytes { get; } = bytes;

        public string Type { get; } = type;

        public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];

        public Lazy<byte[]> Compressed { get; } = new(() =>
        {
            using var compressed = new MemoryStream();
            using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest))
                brotli.Write(bytes);
            return compressed.ToArray();
        });
    }
}
