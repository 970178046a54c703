using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// <c>balanced</c>: equal parts of the real text and of every past generation's text (Briesch et al. 2023, "balanced data cycle").
/// </summary>
[Component("balanced",
    "equal parts of the real text and of every past generation's text",
    Paper = "Briesch et al. 2023, balanced data cycle", ForClassroom = true)]
internal sealed record Balanced : MixingStrategy
{
    public override int LooksBack => int.MaxValue;

    public override Corpus Compose(MixingTask task) => EqualParts.Draw([task.Real, .. task.GeneratedSince(0)], task);

    public override double ExpectedRealShare(int generation) => 1.0 / (generation + 1);
}
