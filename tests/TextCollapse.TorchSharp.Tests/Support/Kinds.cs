using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Torch.Training;

namespace TextCollapse.Torch.Tests.Support;

/// <summary>The kinds of models, each in a small size, as both engines train them.</summary>
internal static class Kinds
{
    internal static readonly GruOptions Gru = new() { Layers = 2, Hidden = 24, Embedding = 9 };
    internal static readonly TransformerOptions Transformer = new() { Layers = 2, Heads = 2, Width = 32, Context = 24 };

    public static TheoryData<string> All => ["gru", "transformer"];

    internal static ILanguageModelTrainer Torch(string kind, TrainingOptions settings, string device = "cpu") => kind switch
    {
        "gru" => TorchTrainer.Gru(Gru, settings, device),
        "transformer" => TorchTrainer.Transformer(Transformer, settings with { Sequence = Transformer.Context }, device),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static ILanguageModelTrainer Managed(string kind, TrainingOptions settings) => kind switch
    {
        "gru" => new GruTrainer(Gru, settings),
        "transformer" => new TransformerTrainer(Transformer, settings with { Sequence = Transformer.Context }),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static TrainingTask Task(ILanguageModel? start = null, string? checkpoint = null, IProgress<TrainingProgress>? progress = null) => new()
    {
        Corpus = Texts.Words(40, 120),
        Validation = Texts.Words(6, 120, seed: 2),
        Random = Texts.Key,
        Start = start,
        CheckpointPath = checkpoint,
        Progress = progress,
    };

    /// <summary>Nats per character.</summary>
    internal static double Loss(ILanguageModel model)
    {
        var documents = Texts.Words(10, 120, seed: 3).Documents;
        return model.Score(documents, 2).Sum(document => document.Sum()) / documents.Sum(document => document.Length);
    }

    internal static float[] Predict(ILanguageModel model, ReadOnlySpan<ushort> text)
    {
        var rows = new float[text.Length * model.Alphabet.Size];
        model.Predict(text, rows);
        return rows;
    }
}
