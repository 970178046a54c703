using TextCollapse.Corpora;

namespace TextCollapse.Mixing;

/// <summary>
/// <c>duplicate</c>, a control: the same real text read as often as the accumulating arm has parts. What this arm loses is owed to
/// re-reading, not to synthetic text.
/// </summary>
internal sealed class Duplicate : IMixing
{
    public int LooksBack => 0;

    public Corpus Compose(MixingTask task) => Enumerable.Repeat(task.Real, task.Generation + 1).Join();

    public double RealShare(int generation) => 1;
}
