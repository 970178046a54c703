using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// <c>duplicate</c>, a control: the same real text, repeated to the size of the training text under <c>accumulate</c>. Losses in this arm
/// are due to repetition, not to synthetic text.
/// </summary>
[Component("duplicate", "control: the same real text, repeated to the size of the training text under accumulate", ForClassroom = true)]
internal sealed record Duplicate : MixingStrategy
{
    public override int LooksBack => 0;

    public override Corpus Compose(MixingTask task) => Enumerable.Repeat(task.Real, task.Generation + 1).Join();

    public override double ExpectedRealShare(int generation) => 1;

    public override bool IsRealTextAlone => true;
}
