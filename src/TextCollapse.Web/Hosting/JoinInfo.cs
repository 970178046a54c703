using TextCollapse.Web.Security;

namespace TextCollapse.Web.Hosting;

/// <summary>What a class needs to join: shown by the teacher's page. Known once the server listens.</summary>
internal sealed class JoinInfo
{
    /// <summary>The running server.</summary>
    public ClassroomServer? Server { get; set; }

    /// <summary>The page's first address.</summary>
    public string Address => Server?.Addresses.First() ?? "";

    /// <summary>The class's access code; null where only this machine reaches the page.</summary>
    public string? Code => Server?.ClassCode;

    /// <summary>The link that admits a student, for the QR code; null without a code.</summary>
    public string? Link => Code is { } code ? $"{Address}{AuthMiddleware.JoinPath[1..]}/{Uri.EscapeDataString(code)}" : null;
}
