using TextCollapse.Corpora;

namespace TextCollapse.Mixing;

/// <summary><c>fresh-real</c>: real text that no generation has read yet, and the last generation's text for the rest of the budget (Alemohammad et al. 2023, "fresh data loop").</summary>
/// <param name="share">Share of real text, 0 to 1; 1 is the control that shows run-to-run variance alone.</param>
internal sealed class FreshRealText(double share) : IMixing
{
    public Corpus Compose(MixingTask task)
    {
        var real = FreshReal(task.Budget);
        return task.Unseen.Slice(task.UnseenUsed, real).Append(task.Last.Take(task.Budget - real));
    }

    public double RealShare(int generation) => share;

    public long FreshReal(long budget) => (long)Math.Round(share * budget);
}
