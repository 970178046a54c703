using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models.Decoding;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Synthetic text selected by verification: for every document of the last generation, its model generates k − 1 more drafts, and the draft
/// is trained on that has the highest likelihood per character under the model of generation 0, which was trained on real text only (Feng
/// et al. 2024, best of k under a verifier).
/// </summary>
/// <param name="K">Drafts per document, including the first; ≥ 1.</param>
[Component("verification",
    "of k drafts of each generated document, trains on the one that is most likely under the model of generation 0",
    Paper = "Feng et al. 2024, best of k")]
public sealed record Verification(
    [property: Option("number of drafts, including the first", Min = 1, Max = 1000)] int K = 4) : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public bool NeedsLastModel => true;

    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context)
    {
        var places = Enumerable.Range(0, corpus.Documents.Count)
            .Where(i => corpus.Documents[i].Provenance.Generation == context.Generation - 1).ToArray();
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
            var text = context.Writer.Generate(context.Previous(), new GenerationTask
            {
                Characters = (long)places.Length * context.DocumentLength,
                DocumentLength = context.DocumentLength,
                Random = context.Random with { Arm = FormattableString.Invariant($"{context.Random.Arm} draft {number}") },
                Provenance = best[places[0]].Provenance,
                Prompts = context.Real.Training,
                Threads = context.Threads,
            }, context.Cancellation);
            // As long as the documents that they would replace, so that the number of characters is unchanged.
            return [.. places.Select((place, i) => Shortened(text.Documents[i], corpus.Documents[place].Length))];
        }

        Document Shortened(Document document, int length) =>
            document with { Symbols = document.Symbols[..Math.Min(context.DocumentLength, length)] };

        double[] Nats(IReadOnlyList<Document> documents) => [.. context.First().Score(documents, context.Threads)
            .Select(document => document.DefaultIfEmpty(0).Average())];
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm) => [.. Requirement.RandomDrafts(arm), .. Requirement.GeneratedText(arm)];
}
