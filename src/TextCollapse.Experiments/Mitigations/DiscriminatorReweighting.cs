using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Adversarial, by documents: written documents are drawn again, each weighted with the odds that a discriminator takes it for real (Grover
/// et al. 2019, likelihood-free importance weighting). Real documents stay, and as many characters are read as were given.
/// </summary>
/// <param name="Repeats">How often a document may be read, ≥ 1.</param>
[Component("discriminator-reweighting",
    "generated documents are drawn again by the odds that a discriminator takes them for real",
    Paper = "Grover et al. 2019, likelihood-free importance weighting")]
public sealed record DiscriminatorReweighting(
    [property: Option("how often one may be trained on", Min = 1, Max = 1000)] int Repeats = 3) : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context)
    {
        var odds = DetectorOdds.Of(corpus, context);
        var written = corpus.Only(real: false);
        double[] logWeights = [.. odds.Where((_, i) => !corpus.Documents[i].Provenance.IsReal).Select(log => -log)];
        return logWeights.Length == 0 ? corpus
            : corpus.Only(real: true).Append(
                WeightedResampling.Draw(written, logWeights, written.Characters, Repeats, context.Random.Stream("discriminator")));
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm) => Requirement.GeneratedText(arm);
}
