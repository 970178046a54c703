using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// <c>accumulate-subsample</c>: one budget drawn without replacement from the real text and all text generated since (Kazdan et al. 2024).
/// </summary>
[Component("accumulate-subsample",
    "one budget drawn without replacement from the real text and all text generated since",
    Paper = "Kazdan et al. 2024", ForClassroom = true)]
internal sealed record AccumulateSubsample : MixingStrategy
{
    public override int LooksBack => int.MaxValue;

    public override Corpus Compose(MixingTask task) =>
        task.GeneratedSince(0).Prepend(task.Real).Join().Draw(task.Budget, task.Random.Stream("mixing"));

    public override double ExpectedRealShare(int generation) => 1.0 / (generation + 1);

    public override bool RealShareIsExpectation => true;
}
