using System.Runtime.Intrinsics;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Ngram;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;

namespace TextCollapse.Models;

/// <summary>The engine of this library: C# with SIMD, no native libraries, the same bytes on every run.</summary>
public sealed class ManagedEngine : IEngine
{
    /// <inheritdoc/>
    public string Name => "managed";

    /// <inheritdoc/>
    public string? Unavailable => null;

    /// <summary>The number is increased whenever a change of the kernels affects the last bits of results.</summary>
    public string Variant(string device) => $"managed 2, {Width} vectors";

    /// <inheritdoc/>
    public ILanguageModelTrainer Trainer(ModelOptions model, TrainingOptions training, string device) => model switch
    {
        NgramOptions ngram => new NgramTrainer(ngram),
        GruOptions gru => new GruTrainer(gru, training),
        TransformerOptions transformer => new TransformerTrainer(transformer with { Context = training.Sequence }, training),
        _ => throw new InputException("model.kind", $"the managed engine does not train a {model.Summary}."),
    };

    /// <inheritdoc/>
    public ILanguageModel Load(string path, string device) => ModelFile.Load(path);

    private static string Width
    {
        get
        {
            if (Vector512.IsHardwareAccelerated)
                return "512-bit";
            return Vector256.IsHardwareAccelerated ? "256-bit" : "128-bit";
        }
    }
}
