using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Torch.Devices;
using TextCollapse.Torch.Models;

namespace TextCollapse.Torch.Training;

/// <summary>
/// Trains the managed engine's models with libtorch: from the same initial weights, on the same batches, with the same schedule and losses.
/// Sums inside libtorch depend on its version and the processor, so the weights of both engines agree up to rounding, not bit by bit. On
/// one processor the same training gives the same bytes for any number of threads; a GPU may sum in a different order each time.
/// </summary>
internal sealed class TorchTrainer : ILanguageModelTrainer
{
    private readonly TrainingOptions _settings;
    private readonly string _device;
    private readonly Func<Alphabet, INetwork> _create;

    private TorchTrainer(TrainingOptions settings, string device, Func<Alphabet, INetwork> create)
    {
        settings.Check();
        (_settings, _device, _create) = (settings, TorchDevice.Resolve(device), create);
    }

    /// <summary>A trainer of GRUs.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="training">How to train.</param>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InputException">A setting is out of range, or the device is not available.</exception>
    /// <exception cref="WorkFailedException">libtorch cannot be loaded.</exception>
    public static TorchTrainer Gru(GruOptions sizes, TrainingOptions training, string device = "auto")
    {
        sizes.Check();
        return new TorchTrainer(training, device, alphabet => new GruNetwork(alphabet, sizes));
    }

    /// <summary>A trainer of transformers.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="training">How to train; its <see cref="TrainingOptions.Sequence"/> is the model's context.</param>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InputException">A setting is out of range, or the device is not available.</exception>
    /// <exception cref="WorkFailedException">libtorch cannot be loaded.</exception>
    public static TorchTrainer Transformer(TransformerOptions sizes, TrainingOptions training, string device = "auto")
    {
        TransformerTrainer.Check(sizes, training);
        return new TorchTrainer(training, device, alphabet => new TransformerNetwork(sizes, alphabet));
    }

    /// <inheritdoc/>
    public TrainingResult Train(TrainingTask task, CancellationToken cancellation = default)
    {
        var start = Begin(task);
        return OutOfMemory.Explained(_device, () =>
        {
            using var learner = new TorchLearner(start, _settings, _device, task.Random, task.Threads);
            return TrainingLoop.Run(learner, _settings, task, path => TorchModel.Load(path, _device), cancellation);
        });
    }

    /// <summary>Returns the initial weights of the managed engine, or those of the model to start from.</summary>
    internal SafeTensors Begin(TrainingTask task)
    {
        var network = _create(task.Corpus.Alphabet);
        var weights = new FloatBuffer(network.Layout.Length);
        network.Initialise(weights, task.Random);
        var fresh = TorchWeights.Of(network.ToModel(weights));
        if (task.Start is not { } model)
            return fresh;
        var (expected, file) = (TorchArchitecture.Of(fresh), TorchWeights.Of(model));
        return model.Card.Kind == expected.Kind && TorchArchitecture.Of(file).Fits(expected) ? file
            : throw new InputException("training.start",
            $"begins from a model of other sizes, kind or alphabet ({model.Card.Summary}, {model.Alphabet.Size} characters; here "
                + $"{expected.Summary}, {expected.Alphabet.Size} characters). Use start: scratch, or the same model settings and "
                + $"alphabet.");
    }
}
