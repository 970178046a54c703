using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Curriculum within a training, hard documents first; see <see cref="DocumentOrder"/>.</summary>
[Component("hard-first",
    "training starts with the documents that are hard for the last generation's model and gradually adds the others",
    Paper = "Bengio et al. 2009; Hacohen and Weinshall 2019")]
public sealed record HardFirst : DocumentOrder
{
    /// <inheritdoc/>
    protected override bool IsHardFirst => true;
}
