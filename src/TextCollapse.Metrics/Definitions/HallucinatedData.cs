using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Metrics.Definitions;

/// <summary>Definition 8.</summary>
internal sealed class HallucinatedData : CollapseDefinition
{
    private static readonly Symptom Unseen =
        new("5-grams absent from held-out real text", CollapseDirection.Raises, true, "unseen_held_out_5");

    public override string Name => "appearance of hallucinated data";

    public override string Test => "The share of the generated text's 5-grams that held-out real text does not have rises above generation "
        + "0's by more than real texts differ, and above the control's where there is one.";

    internal override DefinitionReading Read(ProfiledArm arm) => Judge(arm, "share of 5-grams",
        generation => [MeasuredChange.SinceFirst(Unseen, arm, generation), MeasuredChange.FromControl(Unseen, arm, generation)],
        "5-grams absent from held-out real text were not measured");
}
