using TextCollapse.Models.Training;

namespace TextCollapse.Models.Gru;

/// <summary>Trains a <see cref="GruModel"/> with the managed engine.</summary>
internal sealed class GruTrainer : ILanguageModelTrainer
{
    private readonly NeuralTrainer _trainer;

    /// <summary>Creates a trainer of networks of this size.</summary>
    /// <exception cref="InputException">A setting is invalid.</exception>
    public GruTrainer(GruOptions model, TrainingOptions training)
    {
        model.Check();
        training.Check();
        _trainer = new NeuralTrainer(training, alphabet =>
        {
            MemoryNeed.Check("model.hidden", Floats(new GruShape(alphabet.Size, model), training));
            return new GruNetwork(alphabet, model);
        });
    }

    /// <inheritdoc/>
    public TrainingResult Train(TrainingTask task, CancellationToken cancellation = default) => _trainer.Train(task, cancellation);

    // Weights, their transposes, two moments and the gradient of each shard; activations of two threads' windows.
    private static double Floats(GruShape shape, TrainingOptions training)
    {
        var rows = Shards.RowsFor(training.Batch);
        var perPosition = shape.Layers * (4.0 * shape.Units + shape.UnitStride * (training.Dropout > 0 ? 3 : 1))
            + (shape.Layers > 1 ? shape.Gates : 0);
        return shape.Layout.Length * (4.0 + Shards.Count(training.Batch, rows)) + 2.0 * rows * training.Sequence * perPosition;
    }
}
