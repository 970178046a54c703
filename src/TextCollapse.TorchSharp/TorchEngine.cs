using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Torch.Devices;
using TextCollapse.Torch.Models;
using TextCollapse.Torch.Training;

namespace TextCollapse.Torch;

/// <summary>libtorch through TorchSharp, on CPU or CUDA.</summary>
public sealed class TorchEngine : IEngine
{
    /// <inheritdoc/>
    public string Name => "torch";

    /// <inheritdoc/>
    public string? Unavailable => TorchRuntime.Status.Reason;

    /// <inheritdoc/>
    /// <exception cref="WorkFailedException">libtorch cannot be loaded.</exception>
    public string Variant(string device) =>
        $"TorchSharp {TorchRuntime.Status.PackageVersion} (libtorch {TorchRuntime.Status.LibTorchVersion}, {TorchDevice.Resolve(device)})";

    /// <inheritdoc/>
    public ILanguageModelTrainer Trainer(ModelOptions model, TrainingOptions training, string device) => model switch
    {
        GruOptions gru => TorchTrainer.Gru(gru, training, device),
        TransformerOptions transformer => TorchTrainer.Transformer(transformer with { Context = training.Sequence }, training, device),
        _ => throw new InputException("model.kind", $"the torch engine does not train a {model.Summary}; use model.engine: managed."),
    };

    /// <inheritdoc/>
    public ILanguageModel Load(string path, string device)
    {
        var file = SafeTensors.Read(path);
        return file.Metadata.GetValueOrDefault("kind") == EnsembleModel.Kind
            ? EnsembleModel.Read(file, member => TorchModel.Of(member, device))
            : TorchModel.Of(file, device);
    }
}
