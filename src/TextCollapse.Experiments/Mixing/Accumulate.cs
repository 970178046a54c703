using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// <c>accumulate</c>: the real text and all text generated since; the training text grows by a budget each generation (Gerstgrasser et al.
/// 2024).
/// </summary>
[Component("accumulate",
    "the real text and all text generated since; grows by one budget each generation",
    Paper = "Gerstgrasser et al. 2024", ForClassroom = true)]
internal sealed record Accumulate : MixingStrategy
{
    public override int LooksBack => int.MaxValue;

    public override Corpus Compose(MixingTask task) => task.GeneratedSince(0).Prepend(task.Real).Join();

    public override double ExpectedRealShare(int generation) => 1.0 / (generation + 1);
}
