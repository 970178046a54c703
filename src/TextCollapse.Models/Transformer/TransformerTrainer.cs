using TextCollapse.Models.Training;

namespace TextCollapse.Models.Transformer;

/// <summary>
/// Trains transformers with the managed engine. A document may begin anywhere in a training window, and its characters attend to those of
/// the document before, as in GPT-2's training.
/// </summary>
/// <param name="model">The sizes.</param>
/// <param name="training">How to train; its <see cref="TrainingOptions.Sequence"/> is the model's context.</param>
public sealed class TransformerTrainer(TransformerOptions model, TrainingOptions training) : ILanguageModelTrainer
{
    /// <inheritdoc/>
    /// <exception cref="InputException">A setting is out of range, the windows differ from the context length or are longer than the text,
    /// or the model to start from does not match.</exception>
    public TrainingResult Train(TrainingTask task, CancellationToken cancellation = default)
    {
        Check(model, training);
        return new NeuralTrainer(training, alphabet => new TransformerNetwork(model, alphabet)).Train(task, cancellation);
    }

    /// <summary>Checks the requirements of all engines on the settings.</summary>
    public static void Check(TransformerOptions model, TrainingOptions training)
    {
        model.Validate();
        if (training.Sequence != model.Context)
            throw new InputException("training.sequence", training.Sequence > model.Context
                ? $"is {training.Sequence}, but the context of the transformer is {model.Context} characters. Set model.context to "
                    + $"{training.Sequence} or training.sequence to {model.Context}."
                : $"is {training.Sequence}, so that the transformer's positions from {training.Sequence + 1} to {model.Context} would "
                    + $"never be trained. Set model.context to {training.Sequence} or training.sequence to {model.Context}.");
    }
}
