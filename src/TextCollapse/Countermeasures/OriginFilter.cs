using TextCollapse.Corpora;

namespace TextCollapse.Countermeasures;

/// <summary>
/// Provenance: keeps the documents that are labelled real and reads them again until as many characters are read as were given. With perfect labels
/// an oracle; else the label of each document is wrong by chance.
/// </summary>
/// <param name="falseNegatives">The share of written documents that pass as real, 0 to 1.</param>
/// <param name="falsePositives">The share of real documents that are taken for written, 0 to 1.</param>
public sealed class OriginFilter(double falseNegatives, double falsePositives) : ICurator
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, Reading reading)
    {
        var random = reading.Random.Stream("origin labels");
        Document[] kept = [.. corpus.Documents.Where(document => random.NextDouble() is var u && (document.Provenance.IsReal ? u >= falsePositives : u < falseNegatives))];
        return kept.Length > 0
            ? new Corpus(corpus.Alphabet, kept).To(corpus.Characters)
            : throw new WorkFailedException($"Generation {reading.Generation} has nothing to read: the filter by origin let none of {corpus.Documents.Count} documents through. Give the mixing more real text, or the filter lower rates of false positives.");
    }
}
