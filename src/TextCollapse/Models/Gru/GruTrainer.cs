using TextCollapse.Models.Training;

namespace TextCollapse.Models.Gru;

/// <summary>Trains a <see cref="GruModel"/> with the managed engine.</summary>
public sealed class GruTrainer : ILanguageModelTrainer
{
    private readonly NeuralTrainer _trainer;

    /// <summary>A trainer of networks of this size.</summary>
    /// <exception cref="InputException">A setting cannot be.</exception>
    public GruTrainer(GruSettings model, TrainingSettings training)
    {
        model.Check();
        training.Check();
        _trainer = new NeuralTrainer(training, alphabet => new GruNetwork(alphabet, model));
    }

    /// <inheritdoc/>
    public TrainingResult Train(TrainingTask task, CancellationToken cancellation = default) => _trainer.Train(task, cancellation);
}
