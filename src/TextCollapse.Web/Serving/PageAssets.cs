using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Web.Serving;

/// <summary>The page's own script and style. They are in the program, by name, in memory: no address of a request is ever looked up on disk.</summary>
public static class PageAssets
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, Asset> All = Read();

    /// <summary>The address of an asset; it changes with the content, so that a browser may keep it.</summary>
    public static string Link(string name) => $"assets/{name}?v={All[name].Version}";

    internal static void MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{name}", (string name, HttpContext context) => Send(context, name, context.Request.Query["v"]));
        routes.MapGet("/_framework/blazor.web.js", (HttpContext context) => Send(context, "blazor.web.js", null));
        routes.MapGet("/favicon.ico", () => Results.StatusCode(StatusCodes.Status204NoContent));
    }

    private static async Task Send(HttpContext context, string name, string? version)
    {
        var response = context.Response;
        if (!All.TryGetValue(name, out var asset))
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
        var packed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (packed)
            response.Headers.ContentEncoding = "br";
        var bytes = packed ? asset.Packed.Value : asset.Bytes;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static FrozenDictionary<string, Asset> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(name => name[Prefix.Length..], name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            if (name == Prefix + "app.css")
                bytes.Write(Encoding.UTF8.GetBytes("\n" + FigureStyle.Css));
            return new Asset(bytes.ToArray(), name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : name.EndsWith(".svg", StringComparison.Ordinal) ? "image/svg+xml" : "text/javascript; charset=utf-8");
        }, StringComparer.Ordinal);
    }

    private sealed class Asset(byte[] bytes, string type)
    {
        public byte[] Bytes { get; } = bytes;

        public string Type { get; } = type;

        public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];

        public Lazy<byte[]> Packed { get; } = new(() =>
        {
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
                brotli.Write(bytes);
            return packed.ToArray();
        });
    }
}
