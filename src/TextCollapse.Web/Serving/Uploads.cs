using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TextCollapse.Web.Access;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Pages;

namespace TextCollapse.Web.Serving;

/// <summary>Takes the teacher's own text, pasted or as a file. The file's name is never looked at.</summary>
internal static class Uploads
{
    private const long Overhead = 64 << 10;

    public static void MapUploads(this IEndpointRouteBuilder routes) => routes
        .MapPost("/corpus", async (IFormFile? file, [FromForm] string? text, [FromForm] string? query, HttpContext context, OwnTexts texts) =>
        {
            var visitor = Visitor.Of(context.User);
            if (!visitor.IsTeacher)
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            var (known, state) = (Links.Parse(query), PageState.FromQuery(Links.Parse(query)));
            var lesson = LessonSettings.FromQuery(known, out _) ?? new();
            try
            {
                var bytes = file is { Length: > 0 } ? await ReadAsync(file, context.RequestAborted) : Encoding.UTF8.GetBytes((text ?? "").ReplaceLineEndings("\n"));
                var name = texts.Add(bytes);
                // As much of it as there is, up to what was asked for; a sixth more is held out.
                var most = Math.Floor(Encoding.UTF8.GetCharCount(bytes) / 1.3 / LessonRanges.Characters.Step) * LessonRanges.Characters.Step;
                lesson = lesson with { Corpus = name, Characters = (int)Math.Clamp(lesson.Characters, LessonRanges.Characters.Least, Math.Max(LessonRanges.Characters.Least, most)) };
            }
            catch (InputException e)
            {
                texts.Tell(visitor.Id, e.Message);
            }
            return Results.Redirect($"/?{lesson.Query()}&{state.Query()}");
        })
        .WithMetadata(new RequestSizeLimitAttribute(OwnTexts.MostBytes + Overhead));

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken cancellation)
    {
        if (file.Length > OwnTexts.MostBytes)
            throw new InputException("The file", FormattableString.Invariant($"is larger than {OwnTexts.MostBytes >> 20} MB."));
        if (file.ContentType is { Length: > 0 } type && !type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase))
            throw new InputException("The file", "is not a text file. Save it as plain text (UTF-8).");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }
}
