using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Filters by provenance: keeps the documents labelled as real and repeats them up to the original number of characters. Each label is
/// wrong with a given probability; with perfect labels it is an oracle.
/// </summary>
/// <param name="FalseNegatives">The probability that a generated document is labelled as real, 0 to 1.</param>
/// <param name="FalsePositives">The probability that a real document is labelled as generated, 0 to 1.</param>
[Component("origin-filter",
    "keeps documents labelled as real, with labels wrong at these rates; repeats them up to the original number of characters")]
public sealed record OriginFilter(
    [property: Option("share of generated documents accepted", Min = 0, Max = 1)] double FalseNegatives = 0.1,
    [property: Option("share of real documents rejected", Min = 0, Max = 1)] double FalsePositives = 0.05) : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context)
    {
        var random = context.Random.Stream("origin labels");
        Document[] kept = [.. corpus.Documents
            .Where(document => random.NextDouble() is var u && (document.Provenance.IsReal ? u >= FalsePositives : u < FalseNegatives))];
        return kept.Length > 0
            ? new Corpus(corpus.Alphabet, kept).To(corpus.Characters)
            : throw new WorkFailedException($"Generation {context.Generation} has no training text: the origin filter removed all "
                + $"{corpus.Documents.Count} documents. "
                + "Increase the real text of the mixing, or lower false_positives.");
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm) => Requirement.MixedText(arm);
}
