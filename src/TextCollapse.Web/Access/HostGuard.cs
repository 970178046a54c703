using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace TextCollapse.Web.Access;

/// <summary>
/// Answers only under the names that it was told. A foreign name that resolves to this machine (DNS rebinding), a form posted or a WebSocket opened
/// by another site are refused before anything else looks at them.
/// </summary>
public sealed class HostGuard(RequestDelegate next, HostNames names)
{
    /// <summary>Lets a request through, or refuses it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!names.Contains(request.Host.Host))
            return Refuse(context, StatusCodes.Status421MisdirectedRequest, "This server does not answer under that name.");
        // A browser names the page that asks; what names none is no browser, and has no cookie that it did not get here.
        if (request.Headers.Origin is { Count: > 0 } origin && !IsOwn(origin.ToString(), request))
            return Refuse(context, StatusCodes.Status403Forbidden, "Another site may not ask here.");
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && (!HttpMethods.IsGet(request.Method) || IsUpgrade(request)))
            return Refuse(context, StatusCodes.Status403Forbidden, "Another site may not ask here.");
        return next(context);
    }

    private static bool IsOwn(string origin, HttpRequest request) => string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static bool IsUpgrade(HttpRequest request) => request.Headers.Upgrade.Count > 0;

    private static Task Refuse(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why);
    }
}

/// <summary>The names and addresses under which the server answers.</summary>
public sealed class HostNames
{
    private readonly HashSet<string> _names;

    private HostNames(HashSet<string> names, IReadOnlyList<string> shown) => (_names, Shown) = (names, shown);

    /// <summary>Names to print and to show on the projector, the most useful first.</summary>
    public IReadOnlyList<string> Shown { get; }

    /// <summary>Loopback always; beyond it, the host that was asked for; for every interface (<c>0.0.0.0</c>, <c>::</c>, <c>*</c>) this machine's addresses and name.</summary>
    public static HostNames For(string? host)
    {
        var names = new HashSet<string>(["localhost", "127.0.0.1", "[::1]"], StringComparer.OrdinalIgnoreCase);
        if (host is null)
            return new(names, ["localhost"]);
        string[] own = IsEverywhere(host) ? [.. OwnAddresses(), Dns.GetHostName()] : [host.Contains(':', StringComparison.Ordinal) ? $"[{host.Trim('[', ']')}]" : host];
        names.UnionWith(own);
        return new(names, own.Length > 0 ? own : ["localhost"]);
    }

    /// <summary>Whether the word means all interfaces.</summary>
    public static bool IsEverywhere(string host) => host is "0.0.0.0" or "::" or "[::]" or "*";

    /// <summary>Whether a request's host, without its port, is one of them.</summary>
    public bool Contains(string host) => _names.Contains(host);

    private static IEnumerable<string> OwnAddresses()
    {
        try
        {
            return [.. System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                .Select(unicast => unicast.Address)
                .Where(address => !IPAddress.IsLoopback(address) && address is { AddressFamily: AddressFamily.InterNetwork } or { AddressFamily: AddressFamily.InterNetworkV6, IsIPv6LinkLocal: false })
                .Where(address => !IPAddress.IsLoopback(address))
                .OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
                .Select(address => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString())];
        }
        catch (System.Net.NetworkInformation.NetworkInformationException)
        {
            return [];
        }
    }
}
