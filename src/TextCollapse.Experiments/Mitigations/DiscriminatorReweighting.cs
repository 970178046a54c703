using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Document-level adversarial reweighting: generated documents are resampled, each weighted with the odds that a discriminator classifies
/// it as real (Grover et al. 2019, likelihood-free importance weighting). Real documents stay, and the number of characters is unchanged.
/// </summary>
/// <param name="Repeats">The maximum repeats of a document, ≥ 1.</param>
[Component("discriminator-reweighting",
    "generated documents are resampled by the odds that a discriminator classifies them as real",
    Paper = "Grover et al. 2019, likelihood-free importance weighting")]
public sealed record DiscriminatorReweighting(
    [property: Option("maximum repeats of a document", Min = 1, Max = 1000)] int Repeats = 3) : ICurator, ICheckedMitigation
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
