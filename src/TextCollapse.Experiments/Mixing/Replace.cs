using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary><c>replace</c>: each generation is trained only on the last generation's text (Shumailov et al. 2024).</summary>
[Component("replace", "only the last generation's text", Paper = "Shumailov et al. 2024", ForClassroom = true)]
internal sealed record Replace : MixingStrategy
{
    public override Corpus Compose(MixingTask task) => task.Last.Take(task.Budget);

    public override double ExpectedRealShare(int generation) => 0;
}
