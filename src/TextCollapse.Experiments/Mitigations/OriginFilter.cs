using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Provenance: keeps the documents that are labelled real and reads them again until as many characters are read as were given. With
/// perfect labels an oracle; else the label of each document is wrong by chance.
/// </summary>
/// <param name="FalseNegatives">The share of written documents that pass as real, 0 to 1.</param>
/// <param name="FalsePositives">The share of real documents that are taken for written, 0 to 1.</param>
[Component("origin-filter",
    "keeps documents that are labelled real, by labels that are wrong at these rates; repeated until as many characters are trained on")]
public sealed record OriginFilter(
    [property: Option("share of generated documents that pass", Min = 0, Max = 1)] double FalseNegatives = 0.1,
    [property: Option("share of real documents that do not", Min = 0, Max = 1)] double FalsePositives = 0.05) : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context)
    {
        var random = context.Random.Stream("origin labels");
        Document[] kept = [.. corpus.Documents
            .Where(document => random.NextDouble() is var u && (document.Provenance.IsReal ? u >= FalsePositives : u < FalseNegatives))];
        return kept.Length > 0
            ? new Corpus(corpus.Alphabet, kept).To(corpus.Characters)
            : throw new WorkFailedException($"Generation {context.Generation} has nothing to read: the filter by origin let none of "
                + $"{corpus.Documents.Count} documents through. "
                + "Give the mixing more real text, or the filter lower rates of false positives.");
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm) => Requirement.MixedText(arm);
}
