using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Curriculum within a training, what is hard first; see <see cref="DocumentOrder"/>.</summary>
[Component("hard-first",
    "a training begins with what the last generation's model finds hard, and opens up the rest by and by",
    Paper = "Bengio et al. 2009; Hacohen and Weinshall 2019")]
public sealed record HardFirst : DocumentOrder
{
    /// <inheritdoc/>
    protected override bool IsHardFirst => true;
}
