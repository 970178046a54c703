using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Curriculum within a training, easy documents first; see <see cref="DocumentOrder"/>.</summary>
[Component("easy-first",
    "training starts with the documents that are easy for the last generation's model and gradually adds the others",
    Paper = "Bengio et al. 2009; Hacohen and Weinshall 2019")]
public sealed record EasyFirst : DocumentOrder
{
    /// <inheritdoc/>
    protected override bool IsHardFirst => false;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Check(ArmOptions arm) =>
        [.. base.Check(arm), .. Contradiction.With<HardFirst>(arm, "both set the order of the training text")];
}
