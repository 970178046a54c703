using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Curriculum within a training, what is easy first; see <see cref="DocumentOrder"/>.</summary>
[Component("easy-first",
    "a training begins with what the last generation's model finds easy, and opens up the rest by and by",
    Paper = "Bengio et al. 2009; Hacohen and Weinshall 2019")]
public sealed record EasyFirst : DocumentOrder
{
    /// <inheritdoc/>
    protected override bool IsHardFirst => false;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Check(ArmOptions arm) =>
        [.. base.Check(arm), .. Contradiction.With<HardFirst>(arm, "both set the order in which a training reads")];
}
