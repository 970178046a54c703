using TextCollapse.Corpora;

namespace TextCollapse.Mixing;

/// <summary><c>accumulate-subsample</c>: one budget drawn without replacement from the pool of the real text and everything written since (Kazdan et al. 2024).</summary>
internal sealed class AccumulateSubsample : IMixing
{
    public int LooksBack => int.MaxValue;

    public Corpus Compose(MixingTask task) => task.WrittenSince(0).Prepend(task.Real).Join().Draw(task.Budget, task.Random.Stream("mixing"));

    public double RealShare(int generation) => 1.0 / (generation + 1);

    public bool RealShareIsExpectation => true;
}
