using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Metrics;

namespace TextCollapse.Experiments.Generation;

/// <summary>The requested and the realised share of real text in the training text, by characters.</summary>
/// <param name="Requested">0 to 1.</param>
/// <param name="Realised">0 to 1.</param>
public sealed record MixingAudit(double Requested, double Realised)
{
    private static readonly MetricColumn RequestedShare = new("real_share_requested", "share of characters", CollapseDirection.Either,
        "What share of real text was requested?", "mixing.real_share as the strategy applies it to this generation", "own")
    { Label = "real share requested", IsTested = false };

    private static readonly MetricColumn RealisedShare = new("real_share_realised", "share of characters", CollapseDirection.Either,
        "What share of its training text is real text?", "real characters / characters of the training text", "own")
    { Label = "real share realised", IsTested = false };

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [RequestedShare, RealisedShare];

    /// <summary>The values of <see cref="Declared"/>.</summary>
    internal IReadOnlyList<KeyValuePair<string, Measurement>> Columns => [RequestedShare.Is(Requested), RealisedShare.Is(Realised)];

    /// <summary>Compares the realised share with the requested one.</summary>
    /// <exception cref="WorkFailedException">They differ by more than a document, which would invalidate the comparison.</exception>
    internal static MixingAudit Check(ChainSpec spec, MixingStrategy mixing, int generation, Corpus read)
    {
        var requested = generation == 0 ? 1 : mixing.ExpectedRealShare(generation);
        var difference = Math.Abs(read.RealShare - requested) * read.Characters;
        var documents = (double)read.Characters / spec.DocumentLength;
        // If documents are drawn regardless of origin, six standard deviations of a binomial number of real documents are allowed.
        var allowed = spec.DocumentLength * (generation > 0 && mixing.RealShareIsExpectation
            ? 1 + 6 * Math.Sqrt(documents * requested * (1 - requested))
            : 1);
        if (difference <= allowed)
            return new(requested, read.RealShare);
        throw new WorkFailedException(string.Create(CultureInfo.InvariantCulture, $"Arm {spec.Identity.Arm}, seed {spec.Identity.Seed}, "
            + $"generation {generation}: {read.RealShare:P2} of the training text is real, but {requested:P2} was requested, off by "
            + $"{difference:F0} characters, more than a document. This is an error in the mixing strategy; please report it."));
    }
}
