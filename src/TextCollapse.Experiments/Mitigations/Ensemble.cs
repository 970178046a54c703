using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Training;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Several models instead of one, at the same total budget: each is trained on its own part of the documents, with its own random numbers
/// and a part of the optimizer steps. The prediction of the ensemble is the mean of their distributions; text is drawn from it, or each
/// model generates its share.
/// </summary>
/// <param name="Models">m ≥ 1.</param>
/// <param name="Write">How the text is drawn.</param>
[Component("ensemble",
    "several models, each trained on a part of the documents with a part of the steps and its own random numbers; the total budget "
        + "is that of one model")]
public sealed record Ensemble(
    [property: Option("number of models", Min = 2, Max = 1000)] int Models = 3,
    [property: Option("the text is drawn from the mean of their distributions, or each generates its share of the documents")]
        EnsembleWriting Write = EnsembleWriting.Mixture) : ITrainerMitigation, ITrainingChange, IWriterMitigation, ICheckedMitigation
{
    /// <inheritdoc/>
    public TrainingOptions Change(TrainingOptions settings) =>
        settings with { Steps = Math.Max(1, settings.Steps / Models), Warmup = settings.Warmup / Models };

    /// <inheritdoc/>
    public string TrainingDescription => FormattableString.Invariant($"ensemble of {Models}");

    /// <inheritdoc/>
    public ILanguageModelTrainer Around(ILanguageModelTrainer trainer) => new EnsembleTrainer(trainer, Models);

    /// <inheritdoc/>
    public ITextWriter Around(ITextWriter writer) => Write == EnsembleWriting.Shares ? new SharedWriting(writer) : writer;

    /// <summary>Member i generates its part of the documents; a model that is not an ensemble is unaffected.</summary>
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
                long first = documents * i / members.Count * task.DocumentLength,
                    end = Math.Min(task.Characters, documents * (i + 1) / members.Count * task.DocumentLength);
                text.AddRange(writer.Generate(members[i], task with
                {
                    Characters = end - first,
                    Random = EnsembleTrainer.Member(task.Random, i)
                }, cancellation).Documents);
            }
            return new Corpus(model.Alphabet, text);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        var documents = (arm.Corpus.Train + arm.Corpus.DocumentLength - 1) / arm.Corpus.DocumentLength;
        if (Models > documents)
            yield return new Problem("models",
                $"is {Models}, an ensemble larger than the data: a generation has {documents} documents, and each model needs at least "
                    + $"one.");
        if (arm.Model is NeuralModelOptions && arm.Training.Epochs is null && Models > arm.Training.Steps)
            yield return new Problem("models", $"is {Models}, more than training.steps, which the models share.");
    }
}

/// <summary>How the text of an ensemble is drawn.</summary>
public enum EnsembleWriting
{
    /// <summary>From the mean of the members' distributions.</summary>
    Mixture,

    /// <summary>Each member generates its share of the documents.</summary>
    Shares,
}
