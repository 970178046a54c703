using TextCollapse.Corpora;

namespace TextCollapse.Mixing;

/// <summary><c>expanding</c>: the pool begins as the real text and each generation adds a part of what it wrote; the next one reads the whole pool (Briesch et al. 2023, "expanding data cycle").</summary>
/// <param name="added">What a generation adds, as a share of the budget, above 0 and up to 1.</param>
internal sealed class Expanding(double added) : IMixing
{
    public int LooksBack => int.MaxValue;

    public Corpus Compose(MixingTask task)
    {
        var each = (long)Math.Round(added * task.Budget);
        return task.WrittenSince(0).Select(text => text.Take(each)).Prepend(task.Real).Join();
    }

    public double RealShare(int generation) => 1 / (1 + generation * added);
}
