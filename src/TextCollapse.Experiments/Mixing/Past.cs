using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// <c>past</c>: one budget drawn uniformly from the texts of all past generations, without the real text (Seddik et al. 2024).
/// </summary>
[Component("past",
    "one budget drawn uniformly from all generated text, without the real text",
    Paper = "Seddik et al. 2024", ForClassroom = true)]
internal sealed record Past : MixingStrategy
{
    public override int LooksBack => int.MaxValue;

    public override Corpus Compose(MixingTask task) => task.GeneratedSince(0).Join().Draw(task.Budget, task.Random.Stream("mixing"));

    public override double ExpectedRealShare(int generation) => 0;
}
