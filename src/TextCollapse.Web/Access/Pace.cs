namespace TextCollapse.Web.Access;

/// <summary>A bucket of tokens: so many acts at once, then so many a second. For what one visitor may ask of the server through an open page.</summary>
/// <param name="burst">Acts at once.</param>
/// <param name="perSecond">Acts a second after that.</param>
/// <param name="time">The clock.</param>
public sealed class Pace(double burst, double perSecond, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private double _used;
    private long? _last;

    /// <summary>Takes a token; false when there is none.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            _used = Math.Max(0, _used - _time.GetElapsedTime(_last ?? now, now).TotalSeconds * perSecond);
            _last = now;
            if (_used + 1 > burst)
                return false;
            _used++;
            return true;
        }
    }
}
