using TextCollapse.Corpora;

namespace TextCollapse.Mixing;

/// <summary><c>replace</c>: each generation reads only what the last one wrote (Shumailov et al. 2024).</summary>
internal sealed class Replace : IMixing
{
    public Corpus Compose(MixingTask task) => task.Last.Take(task.Budget);

    public double RealShare(int generation) => 0;
}
