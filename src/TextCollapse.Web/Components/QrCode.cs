using System.Collections.Concurrent;
using System.Text;
using QRCoder;

namespace TextCollapse.Web.Components;

/// <summary>A link as a QR code.</summary>
internal static class QrCode
{
    private static readonly ConcurrentDictionary<string, string> Drawn = new(StringComparer.Ordinal);

    /// <summary>The code as a <c>data:</c> address (SVG), dark on white in both color schemes.</summary>
    public static string Of(string link) => Drawn.GetOrAdd(link, _ =>
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.GetGraphic(4)));
    });
}
