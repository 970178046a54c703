using TextCollapse.Corpora;
using TextCollapse.Models.Training;

namespace TextCollapse.Countermeasures;

/// <summary>
/// Curriculum within a training: what the last generation's model finds easy (few nats per character) is read first, and ever more is opened up
/// to the training (Bengio et al. 2009; pacing as in Hacohen and Weinshall 2019); or the reverse. Generation 0 is paced over its text as it stands.
/// </summary>
/// <param name="hardFirst">Whether what is hard comes first.</param>
/// <param name="pace">How fast the text is opened up.</param>
public sealed class DocumentOrder(bool hardFirst, Pace pace) : ICurator, ITrainingChange
{
    /// <inheritdoc/>
    public bool NeedsLastModel => true;

    /// <inheritdoc/>
    public TrainingSettings Change(TrainingSettings settings) => settings with { Pace = pace };

    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, Reading reading)
    {
        var nats = reading.Previous().Score(corpus.Documents, reading.Threads).Select(document => document.Length == 0 ? 0 : document.Average()).ToArray();
        var order = Enumerable.Range(0, nats.Length);
        return new Corpus(corpus.Alphabet, [.. (hardFirst ? order.OrderByDescending(i => nats[i]) : order.OrderBy(i => nats[i])).Select(i => corpus.Documents[i])]);
    }
}
