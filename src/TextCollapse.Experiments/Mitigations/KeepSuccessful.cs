using TextCollapse.Corpora;
using TextCollapse.Corpora.Mazes;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Only generated trajectories that reach the goal are trained on: each generation's policy is trained on its own successes (expert
/// iteration; Gulcehre et al. 2023, "Reinforced self-training"). They are repeated in order up to the original number of characters.
/// </summary>
[Component("keep-successful",
    "for corpus.source: maze: trains only on trajectories that reach the goal, repeated up to the original number of characters",
    Paper = "Gulcehre et al. 2023, reinforced self-training")]
public sealed record KeepSuccessful : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context)
    {
        var kept = new List<Document>();
        foreach (var document in corpus.Documents)
            if (document.Provenance.IsReal)
                kept.Add(document);
            else if (string.Concat(Trajectory.Read(corpus.Alphabet.Decode(document.Symbols.Span)).Where(trajectory => trajectory.Succeeds)
                .Select(trajectory => trajectory.Text + "\n")) is { Length: > 0 } successes)
                kept.Add(document with { Symbols = corpus.Alphabet.Encode(successes, out _) });
        if (kept.Count == 0)
            throw new WorkFailedException($"Generation {context.Generation}: no generated trajectory reaches the goal, "
                + "so no training text is left. Train longer (training.steps), or mix in real text.");
        var documents = new List<Document>();
        for (var (i, characters) = (0, 0L); characters < corpus.Characters; i++)
        {
            documents.Add(kept[i % kept.Count]);
            characters += documents[^1].Length;
        }
        return new Corpus(corpus.Alphabet, documents).Take(corpus.Characters);
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        if (arm.Corpus.Source != MazeText.SourceName)
            yield return new Problem("", $"is for trajectories: set corpus.source to {MazeText.SourceName}.");
    }
}
