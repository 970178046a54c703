using TextCollapse.Web.Security;

namespace TextCollapse.Web.Hosting;

/// <summary>The information needed to join, displayed on the teacher's page. Available once the server listens.</summary>
internal sealed class JoinInfo
{
    /// <summary>The running server.</summary>
    public ClassroomServer? Server { get; set; }

    /// <summary>The page's first address.</summary>
    public string Address => Server?.Addresses.First() ?? "";

    /// <summary>The class's access code; null if the page is available on this machine only.</summary>
    public string? Code => Server?.ClassCode;

    /// <summary>The link that admits a student, for the QR code; null without a code.</summary>
    public string? Link => Code is { } code ? $"{Address}{AuthMiddleware.JoinPath[1..]}/{Uri.EscapeDataString(code)}" : null;
}
