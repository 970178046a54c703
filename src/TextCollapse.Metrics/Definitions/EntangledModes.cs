using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Metrics.Definitions;

/// <summary>Definition 6.</summary>
internal sealed class EntangledModes : CollapseDefinition
{
    private static readonly Symptom Recognised =
        new("share of pictures whose class can be told", CollapseDirection.Lowers, true, "glyph_recognised");

    public override string Name => "entanglement of real modes";

    public override string Test => "Where documents have classes (pictures of digits): the share whose class two classifiers agree on "
        + "falls below generation 0's, and below the control's where there is one.";

    internal override DefinitionReading Read(ProfiledArm arm) => Judge(arm, "share of pictures",
        generation => [MeasuredChange.SinceFirst(Recognised, arm, generation), MeasuredChange.FromControl(Recognised, arm, generation)],
        "the text has no classes");
}
