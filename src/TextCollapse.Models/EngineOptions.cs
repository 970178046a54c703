using TextCollapse.Options;

namespace TextCollapse.Models;

/// <summary>Who trains a neural model, and where.</summary>
public sealed record EngineOptions
{
    /// <summary><c>auto</c>, or an engine by name.</summary>
    [Option("torch where it loads, else managed; or one of them by name", Choices = ["auto", "managed", "torch"])]
    public string Engine { get; init; } = "auto";

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    [Option("the torch engine's device", Choices = ["auto", "cpu", "cuda"])]
    public string Device { get; init; } = "auto";
}
