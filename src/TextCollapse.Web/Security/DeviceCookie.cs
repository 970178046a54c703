using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace TextCollapse.Web.Security;

/// <summary>
/// Distinguishes devices that share one network address before they have a ticket. The cookie is signed, and the number of cookies per
/// network is limited, so that an attacker cannot get a new cookie for every guess.
/// </summary>
internal sealed class DeviceCookie(IDataProtectionProvider protection) : IDisposable
{
    private const string Name = "textcollapse-device";

    private readonly IDataProtector _protector = protection.CreateProtector(Name);

    private readonly PartitionedRateLimiter<string> _issued = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetTokenBucketLimiter(network, _ =>
            new() { TokenLimit = 200, TokensPerPeriod = 30, ReplenishmentPeriod = TimeSpan.FromMinutes(1) }));

    /// <summary>The key by which attempts are counted: the device if it has a valid cookie, otherwise its network.</summary>
    public string KeyOf(HttpContext context) => Read(context) ?? NetworkOf(context);

    /// <summary>Gives the device a cookie unless it has one or its network has had too many.</summary>
    public void Issue(HttpContext context)
    {
        if (Read(context) is not null || !_issued.AttemptAcquire(NetworkOf(context)).IsAcquired)
            return;
        var value = _protector.Protect(AccessCodes.NewVisitorId());
        context.Response.Cookies.Append(Name, value, new() { HttpOnly = true, SameSite = SameSiteMode.Lax });
    }

    public void Dispose() => _issued.Dispose();

    private string? Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Name] is { } value ? _protector.Unprotect(value) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>An IPv4 address, or the 64-bit prefix of an IPv6 address: one machine may choose any address of its prefix.</summary>
    private static string NetworkOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
