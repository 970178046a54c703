using System.Text;
using System.Text.Json;

namespace TextCollapse.Files;

/// <summary>Logs of one JSON object per line.</summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>All lines of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="damaged">What is said of a line that is no <typeparamref name="T"/>.</param>
    /// <exception cref="InputException">The file cannot be read, or a line is damaged; its number is named.</exception>
    public static T[] Read<T>(string path, string damaged) where T : class
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
        return [.. lines.Select((line, i) => Parse<T>(line) ?? throw new InputException($"{path}:{i + 1}", damaged))];
    }

    /// <summary>An object as it stands in the file, with its line end.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Format) + "\n";

    private static T? Parse<T>(string line) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Format);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
