using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;

namespace TextCollapse.Models;

/// <summary>Something that trains the neural models: the managed engine of this library, or libtorch.</summary>
public interface IEngine
{
    /// <summary><c>managed</c> or <c>torch</c>.</summary>
    string Name { get; }

    /// <summary>Why it cannot be used on this machine, in one line; null if it can.</summary>
    string? Unavailable { get; }

    /// <summary>Name, version and whatever else changes the last bits of its numbers: a chain goes on with the variant that began it.</summary>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InputException">The device is not there.</exception>
    string Variant(string device);

    /// <summary>A trainer of gated recurrent networks.</summary>
    ILanguageModelTrainer Gru(GruSettings model, TrainingSettings training, string device);

    /// <summary>A trainer of transformers.</summary>
    ILanguageModelTrainer Transformer(TransformerSettings model, TrainingSettings training, string device);

    /// <summary>Loads a model's file to be run by this engine.</summary>
    ILanguageModel Load(string path, string device);
}
