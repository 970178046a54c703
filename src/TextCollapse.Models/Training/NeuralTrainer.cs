using TextCollapse.Corpora;

namespace TextCollapse.Models.Training;

/// <summary>Trains networks with the managed engine.</summary>
internal sealed class NeuralTrainer(TrainingOptions settings, Func<Alphabet, INetwork> create) : ILanguageModelTrainer
{
    /// <inheritdoc/>
    public TrainingResult Train(TrainingTask task, CancellationToken cancellation = default)
    {
        settings.Check();
        using var learner = new NetworkLearner(create(task.Corpus.Alphabet), settings, task.Random, task.Start, task.Threads);
        return TrainingLoop.Run(learner, settings, task, ModelFile.Load, cancellation);
    }
}
