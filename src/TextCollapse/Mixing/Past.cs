using TextCollapse.Corpora;

namespace TextCollapse.Mixing;

/// <summary><c>past</c>: one budget drawn uniformly from everything that all past generations wrote, without the real text (Seddik et al. 2024).</summary>
internal sealed class Past : IMixing
{
    public int LooksBack => int.MaxValue;

    public Corpus Compose(MixingTask task) => task.WrittenSince(0).Join().Draw(task.Budget, task.Random.Stream("mixing"));

    public double RealShare(int generation) => 0;
}
