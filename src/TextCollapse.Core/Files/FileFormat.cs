using System.Text.Json;
using System.Text.Json.Nodes;

namespace TextCollapse.Files;

/// <summary>The format name and version that every file of this program contains.</summary>
public static class FileFormat
{
    /// <summary>Its key in a JSON object.</summary>
    public const string Key = "format";

    /// <summary>Checks the format of a file.</summary>
    /// <param name="place">The path of the file.</param>
    /// <param name="found">The format found in the file.</param>
    /// <param name="read">The format that this version reads.</param>
    /// <param name="wayOut">What the user can do, in full sentences.</param>
    /// <exception cref="InputException">The formats differ.</exception>
    public static void Require(string place, string? found, string read, string wayOut)
    {
        if (found != read)
            throw new InputException(place, $"has the format '{found}'; this version reads '{read}'. {wayOut}");
    }

    /// <summary>The format of a JSON object; null if it has none.</summary>
    /// <exception cref="JsonException">The format is not a string, or a name occurs twice: the file is damaged.</exception>
    public static string? Of(JsonNode? node)
    {
        try
        {
            return node is JsonObject && node[Key] is JsonValue value && value.TryGetValue<string>(out var format) ? format : null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new JsonException(e.Message, e); // names are parsed at the first access, not when the object is parsed
        }
    }
}
