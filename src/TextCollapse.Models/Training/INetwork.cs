using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Training;

/// <summary>
/// A network that <see cref="NetworkLearner"/> trains. A step is: <see cref="Prepare"/> in parts; every shard of rows forward and backward
/// on its own, without a barrier, into its own gradient; the sum of these in shard order; <see cref="Complete"/> in parts; the optimizer.
/// </summary>
public interface INetwork
{
    /// <summary>The architecture in one line: what a checkpoint must agree with.</summary>
    string Description { get; }

    /// <summary>The weights.</summary>
    ParameterLayout Layout { get; }

    /// <summary>The matrix of what is read for each symbol: the first block.</summary>
    ParameterBlock Embedding => Layout.Blocks[0];

    /// <summary>Floats of state that a row carries from one window to the next; 0 without recurrence.</summary>
    int StatePerRow => 0;

    /// <summary>Floats behind the weights' gradient in each gradient buffer that are summed with it, for <see cref="Complete"/>.</summary>
    int ExtraGradient => 0;

    /// <summary>Fills the weights at random.</summary>
    void Initialise(FloatBuffer weights, RandomKey random);

    /// <summary>Takes the weights of a trained model.</summary>
    /// <exception cref="InputException">It is of another kind, size or alphabet.</exception>
    void Load(ILanguageModel start, FloatBuffer weights);

    /// <summary>A model with a copy of these weights.</summary>
    ILanguageModel ToModel(FloatBuffer weights);

    /// <summary>Rows per shard for a batch: never a function of the threads.</summary>
    int RowsPerShard(int batch) => Shards.RowsFor(batch);

    /// <summary>Into how many independent parts <see cref="Prepare"/> is cut.</summary>
    int PreparationParts => 0;

    /// <summary>Before the shards of a step: derives what all shards read from the new weights (packed copies, tables).</summary>
    void Prepare(int part, FloatBuffer weights) { }

    /// <summary>Into how many independent parts <see cref="Complete"/> is cut.</summary>
    int CompletionParts => 0;

    /// <summary>After the shards were summed: turns <see cref="ExtraGradient"/> into gradients of weights.</summary>
    void Complete(int part, FloatBuffer weights, FloatBuffer gradient) { }

    /// <summary>The buffers in which one thread runs one shard at a time, of at most this many rows and symbols per row.</summary>
    INetworkWorkspace CreateWorkspace(int rows, int sequence, TrainingOptions settings);
}

/// <summary>Runs shards, one at a time.</summary>
public interface INetworkWorkspace
{
    /// <summary>
    /// Forward and backward of one shard. Adds <see cref="Shard.Scale"/> × the derivative of the summed loss to
    /// <paramref name="gradient"/>, which is zero on entry, and returns the summed loss in nats. Allocates nothing.
    /// </summary>
    double Backward(in Shard shard, FloatBuffer weights, FloatBuffer gradient);
}

/// <summary>
/// The rows <paramref name="First"/> … <paramref name="First"/> + <paramref name="Rows"/> − 1 of a batch, and how to run them.
/// </summary>
/// <param name="Batch">The batch.</param>
/// <param name="First">The first row.</param>
/// <param name="Rows">How many.</param>
/// <param name="Loss">What is minimised.</param>
/// <param name="Scale">The weight of each position: 1 / <see cref="Training.Batch.Predicted"/>.</param>
/// <param name="Dropout">The random numbers of this shard and step; copy it before drawing.</param>
/// <param name="State">Carried state of the whole batch, [Batch.Rows, StatePerRow]; read unless the batch starts fresh, and
/// written.</param>
public readonly record struct Shard(Batch Batch, int First, int Rows, ILoss Loss, float Scale, RandomStream Dropout, FloatBuffer State);
