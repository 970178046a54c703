using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace TextCollapse.Web.Security;

/// <summary>
/// Limits wrong access codes and keys to ten a minute per entrance and device (or network, for devices without a cookie). Correct ones are
/// not counted: a whole class may join from one address within a second.
/// </summary>
internal sealed class FailedAttemptLimiter(DeviceCookie devices) : IDisposable
{
    /// <summary>The number of wrong codes per minute.</summary>
    public const int Limit = 10;

    private readonly PartitionedRateLimiter<string> _failures = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = Limit, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether the device has used up its attempts at an entrance. Does not count an attempt.</summary>
    public bool IsBlocked(HttpContext context, string entrance) =>
        !_failures.AttemptAcquire(Key(context, entrance), permitCount: 0).IsAcquired;

    /// <summary>Counts a failed attempt; false if it was one too many.</summary>
    public bool TryCount(HttpContext context, string entrance) => _failures.AttemptAcquire(Key(context, entrance)).IsAcquired;

    public void Dispose() => _failures.Dispose();

    private string Key(HttpContext context, string entrance) => $"{entrance} {devices.KeyOf(context)}";
}
