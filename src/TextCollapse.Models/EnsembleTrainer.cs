using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Models;

/// <summary>Trains several models one after the other, each on its own part of the documents and with its own random numbers.</summary>
/// <param name="trainer">The trainer of the members.</param>
/// <param name="models">The number of models, at least 1.</param>
public sealed class EnsembleTrainer(ILanguageModelTrainer trainer, int models) : ILanguageModelTrainer
{
    /// <inheritdoc/>
    /// <exception cref="InputException">There are fewer documents than models.</exception>
    public TrainingResult Train(TrainingTask task, CancellationToken cancellation = default)
    {
        var parts = Parts(task.Corpus, task.Random);
        var trained = parts.Select((part, i) => trainer.Train(task with
        {
            Corpus = part,
            Random = Member(task.Random, i),
            Start = task.Start is EnsembleModel start ? start.Members[i] : task.Start,
            CheckpointPath = task.CheckpointPath is { } path ? FormattableString.Invariant($"{path}.member{i}") : null,
            Progress = task.Progress is { } progress ? new PartOf(progress, i, models) : null,
        }, cancellation)).ToArray();
        return new TrainingResult(new EnsembleModel([.. trained.Select(result => result.Model)]), trained.Sum(result => result.Steps),
            trained.Sum(result => result.CharactersRead), trained.Average(result => result.TrainingLoss));
    }

    /// <summary>The random key of a member.</summary>
    public static RandomKey Member(RandomKey key, int member) =>
        key with { Arm = FormattableString.Invariant($"{key.Arm} member {member}") };

    /// <summary>
    /// Assigns every document at random to one member, so that the members' numbers of documents differ by at most one; each member keeps
    /// its documents in order.
    /// </summary>
    internal Corpus[] Parts(Corpus corpus, RandomKey random)
    {
        if (corpus.Documents.Count < models)
            throw new InputException("mitigations ensemble",
                $"has {models} models for {corpus.Documents.Count} documents; each needs at least one. Use fewer models, more text "
                + $"or shorter documents.");
        var member = new int[corpus.Documents.Count];
        for (var i = 0; i < member.Length; i++)
            member[i] = i % models;
        random.Stream("members").Shuffle(member.AsSpan());
        return [.. Enumerable.Range(0, models)
            .Select(m => new Corpus(corpus.Alphabet, [.. corpus.Documents.Where((_, i) => member[i] == m)]))];
    }

    private sealed class PartOf(IProgress<TrainingProgress> whole, int part, int parts) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => whole.Report(new(part * value.Steps + value.Step, parts * value.Steps, value.Loss));
    }
}
