using TextCollapse.Options;

namespace TextCollapse.Models;

/// <summary>The engine that trains a neural model, and its device.</summary>
public sealed record EngineOptions
{
    /// <summary><c>auto</c>, or an engine by name.</summary>
    [Option("torch if libtorch loads, else managed; or an engine by name", Choices = ["auto", "managed", "torch"])]
    public string Engine { get; init; } = "auto";

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    [Option("the torch engine's device", Choices = ["auto", "cpu", "cuda"])]
    public string Device { get; init; } = "auto";
}
