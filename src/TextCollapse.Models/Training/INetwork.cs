using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Training;

/// <summary>
/// A network for training by <see cref="NetworkLearner"/>. A step is: <see cref="Prepare"/> in parts; forward and backward pass of every
/// shard of rows, without a barrier, into its own gradient; the sum of the gradients in shard order; <see cref="Complete"/> in parts; the
/// optimizer.
/// </summary>
public interface INetwork
{
    /// <summary>The architecture in one line; a checkpoint must match it.</summary>
    string Description { get; }

    /// <summary>The layout of the weights.</summary>
    ParameterLayout Layout { get; }

    /// <summary>The input embedding, which is the first block.</summary>
    ParameterBlock Embedding => Layout.Blocks[0];

    /// <summary>The number of floats of state that a row carries from one window to the next; 0 without recurrence.</summary>
    int StatePerRow => 0;

    /// <summary>
    /// The number of additional floats after the weights' gradient in each gradient buffer that are summed with it, for
    /// <see cref="Complete"/>.
    /// </summary>
    int ExtraGradient => 0;

    /// <summary>Initialises the weights at random.</summary>
    void Initialise(FloatBuffer weights, RandomKey random);

    /// <summary>Copies the weights of a trained model.</summary>
    /// <exception cref="InputException">It is of another kind, size or alphabet.</exception>
    void Load(ILanguageModel start, FloatBuffer weights);

    /// <summary>Creates a model with a copy of these weights.</summary>
    ILanguageModel ToModel(FloatBuffer weights);

    /// <summary>Rows per shard for a batch; never a function of the number of threads.</summary>
    int RowsPerShard(int batch) => Shards.RowsFor(batch);

    /// <summary>The number of independent parts of <see cref="Prepare"/>.</summary>
    int PreparationParts => 0;

    /// <summary>
    /// Called before the shards of a step: derives the data that all shards share from the new weights (packed copies, tables).
    /// </summary>
    void Prepare(int part, FloatBuffer weights) { }

    /// <summary>The number of independent parts of <see cref="Complete"/>.</summary>
    int CompletionParts => 0;

    /// <summary>
    /// Called after the gradients of the shards are summed: converts <see cref="ExtraGradient"/> to gradients of weights.
    /// </summary>
    void Complete(int part, FloatBuffer weights, FloatBuffer gradient) { }

    /// <summary>Creates the buffers in which one thread runs one shard at a time, of at most this many rows and symbols per row.</summary>
    INetworkWorkspace CreateWorkspace(int rows, int sequence, TrainingOptions settings);
}

/// <summary>The buffers of one thread; runs shards one at a time.</summary>
public interface INetworkWorkspace
{
    /// <summary>
    /// Runs the forward and backward pass of one shard. Adds <see cref="Shard.Scale"/> × the derivative of the summed loss to
    /// <paramref name="gradient"/>, which is zero on entry, and returns the summed loss in nats. Allocates nothing.
    /// </summary>
    double Backward(in Shard shard, FloatBuffer weights, FloatBuffer gradient);
}

/// <summary>
/// The rows <paramref name="First"/> … <paramref name="First"/> + <paramref name="Rows"/> − 1 of a batch, and how to run them.
/// </summary>
/// <param name="Batch">The batch.</param>
/// <param name="First">The first row.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Loss">The loss to minimise.</param>
/// <param name="Scale">The weight of each position: 1 / <see cref="Training.Batch.Predicted"/>.</param>
/// <param name="Dropout">The random stream of this shard and step; copy it before drawing.</param>
/// <param name="State">Carried state of the whole batch, [Batch.Rows, StatePerRow]; read unless the batch starts fresh, and
/// written.</param>
public readonly record struct Shard(Batch Batch, int First, int Rows, ILoss Loss, float Scale, RandomStream Dropout, FloatBuffer State);
