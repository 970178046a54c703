using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Metrics;

namespace TextCollapse.Experiments.Generation;

/// <summary>The share of real text that was meant and the share that was read, by characters.</summary>
/// <param name="Requested">0 to 1.</param>
/// <param name="Realised">0 to 1.</param>
public sealed record MixingAudit(double Requested, double Realised)
{
    private static readonly MetricColumn RequestedShare = new("real_share_requested", "share of characters", CollapseDirection.Either,
        "Which share of real text was asked for?", "mixing.real_share as the strategy applies it to this generation", "own")
    { Label = "real share requested", IsTested = false };

    private static readonly MetricColumn RealisedShare = new("real_share_realised", "share of characters", CollapseDirection.Either,
        "Which share of what the generation was trained on is real text?", "real characters / characters of the training text", "own")
    { Label = "real share realised", IsTested = false };

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [RequestedShare, RealisedShare];

    /// <summary>The values of <see cref="Declared"/>.</summary>
    internal IReadOnlyList<KeyValuePair<string, Measurement>> Columns => [RequestedShare.Is(Requested), RealisedShare.Is(Realised)];

    /// <summary>Compares what was read with what was meant.</summary>
    /// <exception cref="WorkFailedException">
    /// They differ by more than a document's worth: the run's contrast would be void, so it stops.
    /// </exception>
    internal static MixingAudit Check(ChainSpec spec, MixingStrategy mixing, int generation, Corpus read)
    {
        var requested = generation == 0 ? 1 : mixing.ExpectedRealShare(generation);
        var difference = Math.Abs(read.RealShare - requested) * read.Characters;
        var documents = (double)read.Characters / spec.DocumentLength;
        // Where documents are drawn blindly, six standard deviations of a binomial number of real documents are allowed for.
        var allowed = spec.DocumentLength * (generation > 0 && mixing.RealShareIsExpectation
            ? 1 + 6 * Math.Sqrt(documents * requested * (1 - requested))
            : 1);
        if (difference <= allowed)
            return new(requested, read.RealShare);
        throw new WorkFailedException(string.Create(CultureInfo.InvariantCulture, $"Cell {spec.Identity.Arm}, seed {spec.Identity.Seed}, "
            + $"generation {generation}: {read.RealShare:P2} of what would be read is real text, but {requested:P2} was asked for; that is "
            + $"{difference:F0} characters off, more than a document. This is a defect of the mixing strategy; please report it."));
    }
}
