using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// <c>fresh-real</c>: real text that no generation was trained on yet, and the last generation's text for the rest of the budget
/// (Alemohammad et
/// al. 2023, "fresh data loop").
/// </summary>
[Component("fresh-real",
    "real text that no generation was trained on yet, and the last generation's text for the rest",
    Paper = "Alemohammad et al. 2023, fresh data loop")]
internal sealed record FreshReal : RealShareMixing
{
    public override Corpus Compose(MixingTask task)
    {
        var real = RealCharacters(task.Budget);
        return task.Unseen.Slice(task.UnseenUsed, real).Append(task.Last.Take(task.Budget - real));
    }

    public override long UnseenReal(long budget) => RealCharacters(budget);
}
