using TextCollapse.Corpora;

namespace TextCollapse.Countermeasures;

/// <summary>
/// Curriculum over generations: real text first, with the synthetic share growing in equal steps. Generation 1 reads at least the share
/// <paramref name="from"/> of real text; after <paramref name="generations"/> generations the mixing decides alone. The real text is what generation 0 read.
/// </summary>
/// <param name="from">Share of real text that generation 1 reads, 0 to 1.</param>
/// <param name="generations">Generations until the mixing's own share, ≥ 1.</param>
public sealed class RealFirst(double from, int generations) : ICurator
{
    /// <summary>The least share of real text that a generation reads, where the mixing alone would give it <paramref name="own"/>.</summary>
    public double Share(int generation, double own) => generation > generations ? own : Math.Max(own, from + (own - from) * (generation - 1) / generations);

    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, Reading reading) => RealTextInjection.Into(corpus, Share(reading.Generation, corpus.RealShare), reading);
}
