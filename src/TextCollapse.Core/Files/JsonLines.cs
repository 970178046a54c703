using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TextCollapse.Files;

/// <summary>Logs of one JSON object per line, each with its format; a line without one is of the first version.</summary>
public static class JsonLines
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true
    };

    /// <summary>All lines of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">What each line has to be.</param>
    /// <param name="damaged">What is said of a line that is no <typeparamref name="T"/>.</param>
    /// <exception cref="InputException">The file cannot be read, or a line is damaged or of another version; its number is
    /// named.</exception>
    public static T[] Read<T>(string path, string format, string damaged) where T : class
    {
        string[] lines;
        try
        {
            lines = File.ReadAllText(path, Encoding.UTF8).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {e.Message}");
        }
        return [.. lines.Select((line, i) => Parse<T>(line, $"{path}:{i + 1}", format)
            ?? throw new InputException($"{path}:{i + 1}", damaged))];
    }

    /// <summary>An object as it stands in the file, with its line end.</summary>
    public static string Line<T>(T value, string format)
    {
        var line = JsonSerializer.SerializeToNode(value, Format)!.AsObject();
        line.Insert(0, FileFormat.Key, format);
        return line.ToJsonString(Format) + "\n";
    }

    private static T? Parse<T>(string line, string place, string format) where T : class
    {
        try
        {
            var node = JsonNode.Parse(line);
            FileFormat.Require(place, FileFormat.Of(node) ?? format, format, "Use the version of this program that wrote it.");
            return node.Deserialize<T>(Format);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
