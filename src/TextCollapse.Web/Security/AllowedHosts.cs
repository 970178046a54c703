using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace TextCollapse.Web.Security;

/// <summary>The host names and addresses for which the server accepts requests.</summary>
internal sealed class AllowedHosts
{
    private readonly HashSet<string> _names;

    private AllowedHosts(HashSet<string> names, IReadOnlyList<string> displayed) => (_names, Displayed) = (names, displayed);

    /// <summary>The names to display, the most useful one first.</summary>
    public IReadOnlyList<string> Displayed { get; }

    /// <summary>
    /// Always loopback; in addition the given host or, for all interfaces (<c>0.0.0.0</c>, <c>::</c>, <c>*</c>), this machine's addresses
    /// and name.
    /// </summary>
    public static AllowedHosts For(string? host)
    {
        var names = new HashSet<string>(["localhost", "127.0.0.1", "[::1]"], StringComparer.OrdinalIgnoreCase);
        string[] given = host is null ? [] : [.. NamesOf(host)];
        names.UnionWith(given);
        return new(names, given.Length > 0 ? given : ["localhost"]);
    }

    /// <summary>Whether a <c>--host</c> value means all interfaces.</summary>
    public static bool IsAllInterfaces(string host) => host is "0.0.0.0" or "::" or "[::]" or "*";

    /// <summary>Whether a request's host, without its port, is one of them.</summary>
    public bool Contains(string host) => _names.Contains(host);

    private static IEnumerable<string> NamesOf(string host)
    {
        if (IsAllInterfaces(host))
            return MachineAddresses().Append(Dns.GetHostName());
        return [host.Contains(':', StringComparison.Ordinal) ? $"[{host.Trim('[', ']')}]" : host];
    }

    private static IEnumerable<string> MachineAddresses()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                .Select(unicast => unicast.Address)
                .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal)
                .OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
                .Select(address => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString())];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }
}
