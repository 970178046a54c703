using System.Reflection;
using System.Text.Json;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Words;

namespace TextCollapse.Web.Rooms;

/// <summary>A board as a file: the recorded run that the page opens with, made by <c>serve --record FILE</c>.</summary>
public static class BoardFile
{
    private const string Format = "textcollapse-classroom/1", Resource = "classroom/first-run.json";

    /// <summary>The contexts whose continuations are recorded.</summary>
    public static IReadOnlyList<string> Contexts { get; } = ["the ", "an", "in"];

    /// <summary>The run that comes with the program.</summary>
    public static Board Shipped { get; } = ReadShipped();

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(Board board) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(new Content(Format, board.Settings.Query(), board.Words, board.Arms)), (byte)'\n'];

    /// <summary>Reads it.</summary>
    /// <exception cref="InputException">It is damaged or of another version.</exception>
    public static Board Read(ReadOnlySpan<byte> bytes, string path)
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
            throw new InputException(path, "is not a recorded lesson of this version; make it again with 'textcollapse serve --record FILE'.");
        var settings = LessonSettings.FromQuery(Serving.Links.Parse(content.Lesson), out _) ?? new();
        return new(settings, content.Words, content.Arms);
    }

    private static Board ReadShipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource);
        if (stream is null)
            return Board.Empty(new());
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Read(bytes.ToArray(), Resource);
    }

    private sealed record Content(string Format, string Lesson, IReadOnlyList<WatchedWord> Words, IReadOnlyList<BoardArm> Arms);
}
