using System.Threading.RateLimiting;

namespace TextCollapse.Web.Security;

/// <summary>Limits how often a visitor may vote and request predictions, over all tabs.</summary>
internal sealed class VisitorRateLimits : IDisposable
{
    /// <summary>Votes: five at once, then one every two seconds.</summary>
    public PartitionedRateLimiter<Visitor> Votes { get; } = TokenBucket(burst: 5, TimeSpan.FromSeconds(2));

    /// <summary>Predictions, each of which loads a model from disk: six at once, then one per second.</summary>
    public PartitionedRateLimiter<Visitor> Predictions { get; } = TokenBucket(burst: 6, TimeSpan.FromSeconds(1));

    public void Dispose()
    {
        Votes.Dispose();
        Predictions.Dispose();
    }

    private static PartitionedRateLimiter<Visitor> TokenBucket(int burst, TimeSpan interval) =>
        PartitionedRateLimiter.Create<Visitor, string>(visitor => RateLimitPartition.GetTokenBucketLimiter(
            visitor.Id, _ => new() { TokenLimit = burst, TokensPerPeriod = 1, ReplenishmentPeriod = interval }));
}
