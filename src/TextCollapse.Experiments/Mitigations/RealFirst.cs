using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Curriculum over generations: real text first, with the synthetic share growing in equal steps. Generation 1 is trained on at least the
/// share <paramref name="From"/> of real text; after <paramref name="Generations"/> generations only the mixing determines the share. The
/// real text is the training text of generation 0.
/// </summary>
/// <param name="From">The share of real text in the training text of generation 1, 0 to 1.</param>
/// <param name="Generations">The number of generations until the mixing's own share, ≥ 1.</param>
[Component("real-first",
    "real text first: its share falls in equal steps from generation 1 to that of the mixing; the real text is that of generation 0")]
public sealed record RealFirst(
    [property: Option("share of real text that generation 1 is trained on", Min = 0, Max = 1)] double From = 1,
    [property: Option("generations until the mixing's own share", Min = 1, Max = 1_000_000)]
        int Generations = 5) : ICurator, ICheckedMitigation
{
    /// <summary>The minimum share of real text for a generation, if the mixing alone gives it <paramref name="own"/>.</summary>
    public double Share(int generation, double own) =>
        generation > Generations ? own : Math.Max(own, From + (own - From) * (generation - 1) / Generations);

    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context) =>
        RealTextInjection.Into(corpus, Share(context.Generation, corpus.RealShare), context);

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        if (Generations > arm.Generations)
            yield return new Problem("generations",
                $"is {Generations}, more than the {arm.Generations} generations of the study.");
        foreach (var problem in Contradiction.With<RealTextWeight>(arm, "both set the share of real text"))
            yield return problem;
    }
}
