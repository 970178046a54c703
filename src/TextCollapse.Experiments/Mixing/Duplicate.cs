using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// <c>duplicate</c>, a control: the same real text read as often as the accumulating arm has parts. What this arm loses is owed to
/// re-reading, not to synthetic text.
/// </summary>
[Component("duplicate", "control: the same real text, as often as the accumulating arm has parts", ForClassroom = true)]
internal sealed record Duplicate : MixingStrategy
{
    public override int LooksBack => 0;

    public override Corpus Compose(MixingTask task) => Enumerable.Repeat(task.Real, task.Generation + 1).Join();

    public override double ExpectedRealShare(int generation) => 1;

    public override bool IsRealTextAlone => true;
}
