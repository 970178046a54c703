using TextCollapse.Corpora;

namespace TextCollapse.Mixing;

/// <summary><c>accumulate</c>: the real text and everything written since; what is read grows by a budget each generation (Gerstgrasser et al. 2024).</summary>
internal sealed class Accumulate : IMixing
{
    public int LooksBack => int.MaxValue;

    public Corpus Compose(MixingTask task) => task.WrittenSince(0).Prepend(task.Real).Join();

    public double RealShare(int generation) => 1.0 / (generation + 1);
}
