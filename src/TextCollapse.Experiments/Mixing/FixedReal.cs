using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// <c>fixed-real</c>: the same real text every generation, and the last generation's text for the rest of the budget (Alemohammad et al.
/// 2023, "fixed data loop").
/// </summary>
[Component("fixed-real",
    "the same real text every generation, and the last generation's text for the rest",
    Paper = "Alemohammad et al. 2023, fixed data loop", ForClassroom = true)]
internal sealed record FixedReal : RealShareMixing
{
    public override Corpus Compose(MixingTask task)
    {
        var real = RealCharacters(task.Budget);
        // Generation 1's key at every generation: the same real documents are drawn each time.
        var random = (task.Random with { Generation = 1 }).Stream("fixed real text");
        return task.Real.Draw(real, random).Append(task.Last.Take(task.Budget - real));
    }
}
