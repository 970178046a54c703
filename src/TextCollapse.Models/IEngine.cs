using TextCollapse.Models.Training;

namespace TextCollapse.Models;

/// <summary>An engine that trains neural models: the managed engine of this library, or libtorch.</summary>
public interface IEngine
{
    /// <summary><c>managed</c> or <c>torch</c>.</summary>
    string Name { get; }

    /// <summary>The reason why it cannot be used on this machine, in one line; null if it can.</summary>
    string? Unavailable { get; }

    /// <summary>
    /// Name, version and everything else that affects the last bits of its results: a chain must continue with the variant that began it.
    /// </summary>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InputException">The device is not available.</exception>
    string Variant(string device);

    /// <summary>Creates a trainer of models of this kind and size.</summary>
    /// <param name="model">Kind and sizes.</param>
    /// <param name="training">How the model is trained; its sequence length is the context of a transformer.</param>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InputException">An option is out of range, or the engine does not train models of this kind.</exception>
    ILanguageModelTrainer Trainer(ModelOptions model, TrainingOptions training, string device);

    /// <summary>Loads a model file to run with this engine.</summary>
    ILanguageModel Load(string path, string device);
}
