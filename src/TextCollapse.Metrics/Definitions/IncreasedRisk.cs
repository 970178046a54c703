namespace TextCollapse.Metrics.Definitions;

/// <summary>Definition 2.</summary>
internal sealed class IncreasedRisk : CollapseDefinition
{
    public override string Name => "any increase of population risk";

    public override string Test => "The whole interval of the loss on held-out real text, less that of the control of real text alone "
        + "at equal budget, lies above zero and its mean above the noise floor; against generation 0 where there is no such control. "
        + "Held-out real text that gets probability zero counts as an increase from one per cent on.";

    internal override DefinitionReading Read(ProfiledArm arm)
    {
        var loss = RealTextLoss.Of(arm);
        var reading = Judge(arm, RealTextLoss.Unit,
            generation => [MeasuredChange.FromControl(loss, arm, generation) ?? MeasuredChange.SinceFirst(loss, arm, generation)],
            RealTextLoss.NotMeasured);
        if (reading.Mark is ProfileMark.NotAsked or ProfileMark.Yes)
            return reading;
        var excluded = Judge(arm, "share of characters",
            generation => [MeasuredChange.FromControl(RealTextLoss.Excluded, arm, generation)
                ?? MeasuredChange.SinceFirst(RealTextLoss.Excluded, arm, generation)], RealTextLoss.NotMeasured);
        return excluded.Mark == ProfileMark.Yes ? excluded : reading;
    }
}
