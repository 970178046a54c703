using System.Reflection;
using System.Text.Json;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Measurements;

namespace TextCollapse.Web.Lessons;

/// <summary>The file of a recorded lesson (<c>serve --record FILE</c>), and the built-in one that the page shows initially.</summary>
internal static class RecordedLesson
{
    private const string Format = "textcollapse-classroom/2", Resource = "classroom/first-run.json";

    /// <summary>The contexts whose predictions are recorded.</summary>
    public static IReadOnlyList<string> Contexts { get; } = ["the ", "an", "in"];

    /// <summary>The built-in recorded lesson.</summary>
    public static LessonResults Embedded { get; } = ReadEmbedded();

    /// <summary>Serializes results.</summary>
    public static byte[] Write(LessonResults results) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(new Content(Format, results.Settings.Query(), results.Words, results.Arms)), (byte)'\n'];

    /// <summary>Deserializes results.</summary>
    /// <exception cref="InputException">The file is damaged or of another version.</exception>
    public static LessonResults Read(ReadOnlySpan<byte> bytes, string path)
    {
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(bytes);
        }
        catch (JsonException)
        {
            content = null;
        }
        if (content?.Format != Format)
            throw new InputException(path, "is not a recorded lesson of this version. Record it again: textcollapse serve --record FILE.");
        var settings = LessonSettings.FromQuery(QueryString.Parse(content.Lesson), out _) ?? new();
        return new(settings, content.Words, content.Arms);
    }

    private static LessonResults ReadEmbedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource);
        if (stream is null)
            return LessonResults.Empty(new());
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Read(bytes.ToArray(), Resource);
    }

    private sealed record Content(string Format, string Lesson, IReadOnlyList<TrackedWord> Words, IReadOnlyList<ArmResults> Arms);
}
