using TextCollapse.Corpora;
using TextCollapse.Corpora.Mazes;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Of written trajectories only those are read that arrive: each generation's policy learns from its own successes (expert iteration;
/// Gulcehre et al. 2023, "Reinforced self-training"). They are read again in turn until as much is read as before.
/// </summary>
[Component("keep-successful",
    "of the trajectories of corpus.source: maze: only those that arrive are trained on, again until as much is trained on",
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
            throw new WorkFailedException($"Generation {context.Generation}: no trajectory that was written arrives, "
                + "so that nothing is left to learn from. Train longer (training.steps), or mix in real text.");
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
