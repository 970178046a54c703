using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Generation;

/// <summary>A generation before it is committed.</summary>
public sealed record GenerationMade
{
    /// <summary>The generated text.</summary>
    public required Corpus Text { get; init; }

    /// <summary>The model; null if it need not be stored.</summary>
    public required ILanguageModel? Model { get; init; }

    /// <summary>The shared model, if other chains share it; null if the model is stored with the generation.</summary>
    public SharedModel? Shared { get; init; }

    /// <summary>The training text, if it cannot be composed again; else null.</summary>
    public Corpus? Read { get; init; }

    /// <summary>The text that the last generation's model generated to replace its first text; null if that was accepted.</summary>
    public Corpus? Redrawn { get; init; }

    /// <summary>The attempt.</summary>
    public GenerationAttempt Attempt { get; init; } = GenerationAttempt.First;

    /// <summary>The recorded facts.</summary>
    public required GenerationFacts Facts { get; init; }

    /// <summary>The durations.</summary>
    public required GenerationTimes Times { get; init; }
}
