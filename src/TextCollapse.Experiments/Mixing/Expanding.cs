using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// <c>expanding</c>: the pool starts with the real text and each generation adds a part of its text; the next one is trained on the whole
/// pool (Briesch et al. 2023, "expanding data cycle").
/// </summary>
/// <param name="Added">The part that a generation adds, as a share of the budget, above 0 and up to 1.</param>
[Component("expanding", "the real text and a part of every past generation's text", Paper = "Briesch et al. 2023, expanding data cycle")]
internal sealed record Expanding(
    [property: Option("the part that each generation adds to the pool, as a share of the budget", Min = 0, MinExcluded = true, Max = 1)]
        double Added = 0.1) : MixingStrategy
{
    public override int LooksBack => int.MaxValue;

    public override Corpus Compose(MixingTask task)
    {
        var each = (long)Math.Round(Added * task.Budget);
        return task.GeneratedSince(0).Select(text => text.Take(each)).Prepend(task.Real).Join();
    }

    public override double ExpectedRealShare(int generation) => 1 / (1 + generation * Added);
}
