using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Metrics.Definitions;

/// <summary>Definition 7.</summary>
internal sealed class LostTail : CollapseDefinition
{
    private static readonly Symptom Rare =
        new("rare 5-grams of held-out real text retained", CollapseDirection.Lowers, true, "hapax_retention_held_out_5");

    public override string Name => "disappearance of the real tail";

    public override string Test => "The share of the 5-grams that occur once in held-out real text and still occur in the generated text "
        + "falls below generation 0's by more than real texts differ, and below the control's where there is one.";

    internal override DefinitionReading Read(ProfiledArm arm) => Judge(arm, "share of 5-grams",
        generation => [MeasuredChange.SinceFirst(Rare, arm, generation), MeasuredChange.FromControl(Rare, arm, generation)],
        "retention of rare n-grams was not measured");
}
