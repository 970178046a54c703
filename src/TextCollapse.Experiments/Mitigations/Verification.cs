using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models.Decoding;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Synthetic text selected by verification: for every document that the last generation wrote it writes k − 1 more, and the one is read
/// that the model of generation 0, which knows real text only and never changes, finds likeliest per character (Feng et al. 2024, best of k
/// under a verifier).
/// </summary>
/// <param name="K">Drafts per document, the first included; ≥ 1.</param>
[Component("verification",
    "of k drafts of each generated document the one is trained on that the model of generation 0 finds likeliest",
    Paper = "Feng et al. 2024, best of k")]
public sealed record Verification(
    [property: Option("drafts, the first included", Min = 1, Max = 1000)] int K = 4) : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public bool NeedsLastModel => true;

    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, Reading reading)
    {
        var places = Enumerable.Range(0, corpus.Documents.Count)
            .Where(i => corpus.Documents[i].Provenance.Generation == reading.Generation - 1).ToArray();
        if (places.Length == 0 || K < 2)
            return corpus;
        var best = corpus.Documents.ToArray();
        var nats = Nats([.. places.Select(place => best[place])]);
        for (var draft = 1; draft < K; draft++)
        {
            var written = Draft(draft);
            var scores = Nats(written);
            for (var i = 0; i < places.Length; i++)
                if (scores[i] < nats[i])
                    (best[places[i]], nats[i]) = (written[i], scores[i]);
        }
        return new Corpus(corpus.Alphabet, best);

        Document[] Draft(int number)
        {
            var text = reading.Writer.Generate(reading.Previous(), new GenerationTask
            {
                Characters = (long)places.Length * reading.DocumentLength,
                DocumentLength = reading.DocumentLength,
                Random = reading.Random with { Cell = FormattableString.Invariant($"{reading.Random.Cell} draft {number}") },
                Provenance = best[places[0]].Provenance,
                Prompts = reading.Real.Training,
                Threads = reading.Threads,
            }, reading.Cancellation);
            // As long as what they would take the place of, so that as much is read.
            return [.. places
                .Select((place, i) => text.Documents[i] with { Symbols = text.Documents[i].Symbols[..Math.Min(reading.DocumentLength, corpus.Documents[place].Length)] })];
        }

        double[] Nats(IReadOnlyList<Document> documents) => [.. reading.First().Score(documents, reading.Threads)
            .Select(document => document.DefaultIfEmpty(0).Average())];
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm) => [.. Requirement.RandomDrafts(arm), .. Requirement.GeneratedText(arm)];
}
