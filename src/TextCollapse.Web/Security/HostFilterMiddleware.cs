using Microsoft.AspNetCore.Http;

namespace TextCollapse.Web.Security;

/// <summary>
/// Answers only under the server's own host names (protection against DNS rebinding), and refuses form posts and WebSockets that another
/// site opened. Runs before everything else that reads the request.
/// </summary>
internal sealed class HostFilterMiddleware(RequestDelegate next, AllowedHosts hosts)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!hosts.Contains(request.Host.Host))
            return RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "This server does not answer under that host name.");
        // Browsers always send Origin with cross-site posts and WebSockets. A client that sends none is not a browser and holds no victim's
        // cookie.
        if (request.Headers.Origin is { Count: > 0 } origin && !IsSameOrigin(origin.ToString(), request))
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "Cross-site requests are refused.");
        var isCrossSite = request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        if (isCrossSite && (!HttpMethods.IsGet(request.Method) || request.Headers.Upgrade.Count > 0))
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "Cross-site requests are refused.");
        return next(context);
    }

    private static bool IsSameOrigin(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason);
    }
}
