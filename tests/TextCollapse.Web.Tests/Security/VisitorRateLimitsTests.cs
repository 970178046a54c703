using TextCollapse.Web.Security;

namespace TextCollapse.Web.Tests.Security;

public sealed class VisitorRateLimitsTests
{
    [Fact]
    public void A_burst_is_accepted_then_refused_for_each_visitor_on_their_own()
    {
        using var limits = new VisitorRateLimits();
        var (one, other) = (new Visitor("1", Role.Student), new Visitor("2", Role.Student));
        Assert.Equal([true, true, true, true, true, false], Enumerable.Range(0, 6).Select(_ =>
            limits.Votes.AttemptAcquire(one).IsAcquired));
        Assert.True(limits.Votes.AttemptAcquire(other).IsAcquired);
        Assert.True(limits.Predictions.AttemptAcquire(one).IsAcquired);
    }
}
