using System.Globalization;

namespace TextCollapse.Metrics.Definitions;

/// <summary>Definition 1.</summary>
public sealed class CatastrophicRisk : CollapseDefinition
{
    /// <summary>The column of the bound: the loss of a bigram model of the real text.</summary>
    public const string BoundColumn = "bpc_bigram_real";

    private const double Multiple = 2, Clearly = 1.1, MostExcluded = 0.1;

    /// <inheritdoc/>
    public override string Name => "catastrophic increase of population risk";

    /// <inheritdoc/>
    public override string Test => "The loss on held-out real text reaches that of a bigram model of the real text (twice generation 0's, "
        + "where generation 0 is not at least a tenth better than the bigrams or they were not counted), or a tenth of the held-out text "
        + "gets probability zero.";

    internal override DefinitionReading Read(ProfiledArm arm)
    {
        var loss = RealTextLoss.Of(arm);
        var first = arm.At(0).ToDictionary(row => row.Seed, loss.Read);
        var bigrams = arm.At(0).ToDictionary(row => row.Seed, row => row[BoundColumn]);
        var doubled = first.ToDictionary(seed => seed.Key, seed => seed.Value.Map(bits => Multiple * bits));
        var hasBigrams = first.All(seed => bigrams[seed.Key].OrNaN > Clearly * seed.Value.OrNaN);
        var bounds = hasBigrams ? (Used: bigrams, Other: doubled) : (Used: doubled, Other: bigrams);
        var against = hasBigrams ? "a bigram model of the real text" : "twice generation 0";
        var reading = Judge(arm, RealTextLoss.Unit,
            generation => [MeasuredChange.Between(loss, arm, against, generation, bounds.Used)], RealTextLoss.NotMeasured);
        if (reading.Mark == ProfileMark.NotAsked)
            return reading;
        var other = MeasuredChange.Between(loss, arm, hasBigrams ? "twice generation 0" : "the bigrams", arm.Last, bounds.Other);
        reading = reading with
        {
            Sensitivity = string.Create(CultureInfo.InvariantCulture, $"{reading.Sensitivity}; ")
                + (other is null ? "no other bound was measured" : $"against {other.Against} {other.Mark().Words()}"),
        };
        var excluded = RealTextLoss.ExcludedShare(arm, arm.Last);
        if (excluded == 0 || reading.Mark == ProfileMark.Yes)
            return reading;
        var isCatastrophic = excluded >= MostExcluded && RealTextLoss.ExcludedShare(arm, 0) < MostExcluded;
        return reading with
        {
            Mark = isCatastrophic ? ProfileMark.Yes : reading.Mark,
            Since = isCatastrophic ? Enumerable.Range(1, arm.Last).Reverse()
                .TakeWhile(generation => RealTextLoss.ExcludedShare(arm, generation) >= MostExcluded).Last() : null,
            Evidence = string.Create(CultureInfo.InvariantCulture,
                $"{reading.Evidence}; {100 * excluded:0.##} % of held-out real text has probability zero and is left out of the loss"),
        };
    }
}
