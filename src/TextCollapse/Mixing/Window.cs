using TextCollapse.Corpora;

namespace TextCollapse.Mixing;

/// <summary><c>window</c>: equal parts of what the last K generations wrote (Seddik et al. 2024).</summary>
/// <param name="length">K ≥ 1.</param>
internal sealed class Window(int length) : IMixing
{
    public int LooksBack => length;

    public Corpus Compose(MixingTask task) => EqualParts.Draw([.. task.WrittenSince(Math.Max(0, task.Generation - length))], task);

    public double RealShare(int generation) => 0;
}
