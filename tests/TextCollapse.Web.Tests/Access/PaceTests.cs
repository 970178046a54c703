using TextCollapse.Web.Access;

namespace TextCollapse.Web.Tests.Access;

public sealed class PaceTests
{
    [Fact]
    public void A_burst_is_let_through_and_then_so_many_a_second()
    {
        var clock = new Clock();
        var pace = new Pace(burst: 3, perSecond: 0.5, clock);
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => pace.TryTake()));
        clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => pace.TryTake()));
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
