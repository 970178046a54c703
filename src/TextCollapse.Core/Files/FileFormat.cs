using System.Text.Json;
using System.Text.Json.Nodes;

namespace TextCollapse.Files;

/// <summary>The name and version that each of our files bears.</summary>
public static class FileFormat
{
    /// <summary>Where it stands in a JSON object.</summary>
    public const string Key = "format";

    /// <summary>Refuses a file of another version, or of something else.</summary>
    /// <param name="place">The file.</param>
    /// <param name="found">What it bears.</param>
    /// <param name="read">What this version reads.</param>
    /// <param name="wayOut">What to do about it, as sentences.</param>
    /// <exception cref="InputException">They differ.</exception>
    public static void Require(string place, string? found, string read, string wayOut)
    {
        if (found != read)
            throw new InputException(place, $"is of the format '{found}'; this version reads '{read}'. {wayOut}");
    }

    /// <summary>The format that an object bears; null where it bears none.</summary>
    /// <exception cref="JsonException">A name or the format is no text, or a name stands there twice: it is damaged.</exception>
    public static string? Of(JsonNode? node)
    {
        try
        {
            return node is JsonObject && node[Key] is JsonValue value && value.TryGetValue<string>(out var format) ? format : null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new JsonException(e.Message, e); // names are read at the first look, not when the object is parsed
        }
    }
}
