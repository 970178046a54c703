using Microsoft.AspNetCore.Http;

namespace TextCollapse.Web.Security;

/// <summary>
/// Accepts requests only for the server's own host names (protection against DNS rebinding), and rejects form posts and WebSockets from
/// other sites. Runs before any other middleware that processes the request.
/// </summary>
internal sealed class HostFilterMiddleware(RequestDelegate next, AllowedHosts hosts)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!hosts.Contains(request.Host.Host))
            return RejectAsync(context, StatusCodes.Status421MisdirectedRequest, "Requests for this host name are not accepted.");
        // Browsers always send Origin with cross-site posts and WebSockets. A client without Origin is not a browser and has no cookie of a
        // victim.
        if (request.Headers.Origin is { Count: > 0 } origin && !IsSameOrigin(origin.ToString(), request))
            return RejectAsync(context, StatusCodes.Status403Forbidden, "Cross-site requests are rejected.");
        var isCrossSite = request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        if (isCrossSite && (!HttpMethods.IsGet(request.Method) || request.Headers.Upgrade.Count > 0))
            return RejectAsync(context, StatusCodes.Status403Forbidden, "Cross-site requests are rejected.");
        return next(context);
    }

    private static bool IsSameOrigin(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static Task RejectAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason);
    }
}
