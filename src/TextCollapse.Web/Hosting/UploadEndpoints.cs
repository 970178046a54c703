using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Pages;
using TextCollapse.Web.Security;

namespace TextCollapse.Web.Hosting;

/// <summary>Receives a text that the teacher pastes or uploads. The file's name is never used.</summary>
internal static class UploadEndpoints
{
    public const string Path = "/corpus";

    /// <summary>The maximum size of the form: a text with the other fields.</summary>
    public const long MaxFormBytes = UploadedTexts.MaxBytes + (64 << 10);

    public static void MapUploads(this IEndpointRouteBuilder routes) => routes
        .MapPost(Path, async (
            IFormFile? file, [FromForm] string? text, [FromForm] string? query, HttpContext context, UploadedTexts texts) =>
        {
            var visitor = Visitor.Of(context.User);
            if (!visitor.IsTeacher)
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            var parameters = QueryString.Parse(query);
            var lesson = LessonSettings.FromQuery(parameters, out _) ?? new();
            try
            {
                var bytes = file is { Length: > 0 }
                    ? await ReadAsync(file, context.RequestAborted)
                    : Encoding.UTF8.GetBytes((text ?? "").ReplaceLineEndings("\n"));
                lesson = lesson with { Corpus = texts.Add(bytes), Characters = TrainingCharacters(bytes, lesson.Characters) };
            }
            catch (InputException e)
            {
                texts.Reject(visitor.Id, e.Message, text);
            }
            return Results.Redirect($"/?{lesson.Query()}&{ViewOptions.FromQuery(parameters).Query()}");
        })
        .WithMetadata(new RequestSizeLimitAttribute(MaxFormBytes));

    /// <summary>
    /// The requested number of characters, limited by the text: another sixth is held out, and some is lost by cutting into documents.
    /// </summary>
    private static int TrainingCharacters(byte[] bytes, int requested)
    {
        var range = LessonRanges.Characters;
        var available = Math.Floor(Encoding.UTF8.GetCharCount(bytes) / 1.3 / range.Step) * range.Step;
        return (int)Math.Clamp(requested, range.Min, Math.Max(range.Min, available));
    }

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken cancellation)
    {
        if (file.Length > UploadedTexts.MaxBytes)
            throw UploadedTexts.TooLarge();
        string[] allowed = ["text/", "application/octet-stream"];
        if (file.ContentType is { Length: > 0 } type && !allowed.Any(prefix => type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            throw new InputException("Your text", "is not a text file. Save it as plain text (UTF-8).");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }
}
