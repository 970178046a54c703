using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TextCollapse.Web.Security;

namespace TextCollapse.Web.Hosting;

/// <summary>The address and port to listen on, and error messages for a failure to listen.</summary>
internal static class ListenAddress
{
    public static void Configure(KestrelServerOptions kestrel, ServeOptions options)
    {
        if (options.Host is null && options.Port == 0)
            kestrel.Listen(IPAddress.Loopback, 0);
        else if (options.Host is null)
            kestrel.ListenLocalhost(options.Port);
        else if (AllowedHosts.IsAllInterfaces(options.Host))
            kestrel.ListenAnyIP(options.Port);
        else
            kestrel.Listen(Resolve(options.Host), options.Port);
    }

    /// <summary>The port that a running server listens on.</summary>
    public static int PortOf(WebApplication app) => BindingAddress.Parse(app.Urls.First()).Port;

    /// <summary>A failure to listen as a message that names the option to change.</summary>
    public static InputException Explain(ServeOptions options, Exception failure)
    {
        var other = options.Port < IPEndPoint.MaxPort ? options.Port + 1 : new ServeOptions().Port;
        return SocketErrorOf(failure) switch
        {
            SocketError.AddressNotAvailable => new("--host", $"'{options.Host}' is not an address of this machine."),
            SocketError.AccessDenied => new("--port", $"port {options.Port} requires privileges. Use a port above 1023: --port 5080."),
            _ => new("--port", $"{options.Port} is in use by another program. Use --port {other}, or --port 0 for any free port."),
        };
    }

    private static SocketError? SocketErrorOf(Exception? e)
    {
        while (e is not (null or SocketException))
            e = e.InnerException;
        return (e as SocketException)?.SocketErrorCode;
    }

    private static IPAddress Resolve(string host)
    {
        var unknown = new InputException("--host", $"'{host}' is neither an address nor a known host name. Use 0.0.0.0 for all addresses.");
        try
        {
            if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
                return address;
            return Dns.GetHostAddresses(host).FirstOrDefault() ?? throw unknown;
        }
        catch (SocketException)
        {
            throw unknown;
        }
    }
}
