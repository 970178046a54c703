using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Generation;

/// <summary>A generation as it was made, before it is committed.</summary>
public sealed record GenerationMade
{
    /// <summary>What it wrote.</summary>
    public required Corpus Text { get; init; }

    /// <summary>Its model; null where it need not be kept.</summary>
    public required ILanguageModel? Model { get; init; }

    /// <summary>The model's place where other chains share it; null where it is kept with the generation.</summary>
    public SharedModel? Shared { get; init; }

    /// <summary>What it read, where that cannot be composed again; else null.</summary>
    public Corpus? Read { get; init; }

    /// <summary>What the last generation's model wrote instead of its first text; null if that stands.</summary>
    public Corpus? Redrawn { get; init; }

    /// <summary>Which attempt it is.</summary>
    public GenerationAttempt Attempt { get; init; } = GenerationAttempt.First;

    /// <summary>What is recorded of it.</summary>
    public required GenerationFacts Facts { get; init; }

    /// <summary>How long it took.</summary>
    public required GenerationTimes Times { get; init; }
}
