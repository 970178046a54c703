using TextCollapse.Corpora;

namespace TextCollapse.Mixing;

/// <summary><c>balanced</c>: equal parts of the real text and of what every past generation wrote (Briesch et al. 2023, "balanced data cycle").</summary>
internal sealed class Balanced : IMixing
{
    public int LooksBack => int.MaxValue;

    public Corpus Compose(MixingTask task) => EqualParts.Draw([task.Real, .. task.WrittenSince(0)], task);

    public double RealShare(int generation) => 1.0 / (generation + 1);
}
