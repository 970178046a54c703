using System.Text.Json.Nodes;

namespace TextCollapse.Experiments.Configuration;

/// <summary>One option of an arm with its value.</summary>
/// <param name="Key">Its key: <c>mixing.real_share</c>.</param>
/// <param name="Text">The canonical text of its value.</param>
/// <param name="IsDefault">Whether that is its default.</param>
public sealed record OptionEntry(string Key, string Text, bool IsDefault)
{
    /// <summary>Its value as JSON.</summary>
    internal Func<JsonNode> Json { get; init; } = () => "";
}
