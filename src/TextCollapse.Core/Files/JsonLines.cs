using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TextCollapse.Files;

/// <summary>Logs with one JSON object per line, each with its format; a line without a format has the first version.</summary>
public static class JsonLines
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true
    };

    /// <summary>Reads all lines of a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="format">The required format of each line.</param>
    /// <param name="damaged">The message for a line that is not a valid <typeparamref name="T"/>.</param>
    /// <exception cref="InputException">The file cannot be read, or a line is damaged or of another version; the message names the line
    /// number.</exception>
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

    /// <summary>The line of an object, including the line end.</summary>
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
