using TextCollapse.Corpora;
using TextCollapse.Decoding;
using TextCollapse.Models;
using TextCollapse.Models.Training;

namespace TextCollapse.Countermeasures;

/// <summary>
/// Several models instead of one, at the same budget in all: each learns from its own part of the documents, with its own random numbers and its
/// part of the optimizer steps. What they know together is the mean of their distributions; the text is drawn from that, or each writes its share.
/// </summary>
/// <param name="models">m ≥ 1.</param>
/// <param name="shares">Whether each writes its share of the documents; else all are drawn from the mean.</param>
public sealed class Ensemble(int models, bool shares) : ITrainerRemedy, ITrainingChange, IWritingRemedy
{
    /// <inheritdoc/>
    public string Description => FormattableString.Invariant($"ensemble of {models}");

    /// <inheritdoc/>
    public TrainingSettings Change(TrainingSettings settings) => settings with { Steps = Math.Max(1, settings.Steps / models), Warmup = settings.Warmup / models };

    /// <inheritdoc/>
    public ILanguageModelTrainer Around(ILanguageModelTrainer trainer) => new EnsembleTrainer(trainer, models);

    /// <inheritdoc/>
    public ITextWriter Around(ITextWriter writer) => shares ? new SharedWriting(writer) : writer;

    /// <summary>Member i writes its part of the documents; a model that is none of several writes as ever.</summary>
    private sealed class SharedWriting(ITextWriter writer) : ITextWriter
    {
        public Corpus Generate(ILanguageModel model, GenerationTask task, CancellationToken cancellation)
        {
            if (model is not EnsembleModel { Members: var members })
                return writer.Generate(model, task, cancellation);
            var documents = (task.Characters + task.DocumentLength - 1) / task.DocumentLength;
            var text = new List<Document>();
            for (var i = 0; i < members.Count; i++)
            {
                long first = documents * i / members.Count * task.DocumentLength, end = Math.Min(task.Characters, documents * (i + 1) / members.Count * task.DocumentLength);
                text.AddRange(writer.Generate(members[i], task with { Characters = end - first, Random = EnsembleTrainer.Member(task.Random, i) }, cancellation).Documents);
            }
            return new Corpus(model.Alphabet, text);
        }
    }
}
