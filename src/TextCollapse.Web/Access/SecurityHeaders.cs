using Microsoft.AspNetCore.Http;

namespace TextCollapse.Web.Access;

/// <summary>Headers on every answer: nothing from elsewhere is loaded, no inline script or style runs, nobody frames the page, nothing is kept in a shared cache.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>What the page may load: its own script, style and socket. <c>data:</c> is for the QR code's picture.</summary>
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>Adds them.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Not "no-referrer": with that a browser names no origin for its own forms either, and they would be taken for another site's.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-store";
        return next(context);
    }
}
