using TextCollapse.Corpora;

namespace TextCollapse.Countermeasures;

/// <summary>
/// Adversarial, by documents: written documents are drawn anew, each weighted with the odds that a discriminator takes it for real (Grover et al.
/// 2019, likelihood-free importance weighting). Real documents stay, and as many characters are read as were given.
/// </summary>
/// <param name="repeats">How often a document may be read, ≥ 1.</param>
public sealed class DiscriminatorReweighting(int repeats) : ICurator
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, Reading reading)
    {
        var odds = DetectorOdds.Of(corpus, reading);
        var written = corpus.Only(real: false);
        double[] logWeights = [.. odds.Where((_, i) => !corpus.Documents[i].Provenance.IsReal).Select(log => -log)];
        return logWeights.Length == 0 ? corpus
            : corpus.Only(real: true).Append(WeightedResampling.Draw(written, logWeights, written.Characters, repeats, reading.Random.Stream("discriminator")));
    }
}
