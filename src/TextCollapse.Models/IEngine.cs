using TextCollapse.Models.Training;

namespace TextCollapse.Models;

/// <summary>Something that trains the neural models: the managed engine of this library, or libtorch.</summary>
public interface IEngine
{
    /// <summary><c>managed</c> or <c>torch</c>.</summary>
    string Name { get; }

    /// <summary>Why it cannot be used on this machine, in one line; null if it can.</summary>
    string? Unavailable { get; }

    /// <summary>
    /// Name, version and whatever else changes the last bits of its numbers: a chain continues with the variant that began it.
    /// </summary>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InputException">The device is not there.</exception>
    string Variant(string device);

    /// <summary>A trainer of models of this kind and size.</summary>
    /// <param name="model">Kind and sizes.</param>
    /// <param name="training">How it is trained; its sequence is what a transformer sees at once.</param>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InputException">An option is out of range, or the engine does not train models of this kind.</exception>
    ILanguageModelTrainer Trainer(ModelOptions model, TrainingOptions training, string device);

    /// <summary>Loads a model's file to be run by this engine.</summary>
    ILanguageModel Load(string path, string device);
}
