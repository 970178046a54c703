using TextCollapse.Experiments.Review;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Tests.Chains.Votes;

public sealed class VoteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("votes").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_vote_twice_counts_once_also_after_the_log_was_opened_again()
    {
        Assert.True(VoteLog.Open(_folder).Cast(Vote("anna", "a", 2, right: true)));
        Assert.False(VoteLog.Open(_folder).Cast(Vote("anna", "a", 2, right: false)));
        var log = VoteLog.Open(_folder);
        Assert.True(log.Cast(Vote("bert", "a", 2, right: false)));
        Assert.True(log.Cast(Vote("anna", "b", 3, right: true)));
        Assert.Equal([(2, new WilsonInterval(1, 2)), (3, new WilsonInterval(1, 1))], VoteLog.Open(_folder).ByGeneration());
    }

    [Theory]
    [InlineData(8, 10, 0.490162, 0.943318)]
    [InlineData(0, 5, 0, 0.434482)]
    [InlineData(0, 0, 0, 1)]
    public void The_interval_is_Wilsons(int right, int all, double lower, double upper)
    {
        var interval = new WilsonInterval(right, all);
        Assert.Equal(lower, interval.Lower, 5);
        Assert.Equal(upper, interval.Upper, 5);
        Assert.Equal(all > 0, interval.Share.IsDefined);
    }

    private static Vote Vote(string voter, string item, int generation, bool right) => new(voter, item, generation, true, right, DateTimeOffset.UnixEpoch);
}
