using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TextCollapse.Web.Access;
using TextCollapse.Web.Quizzes;
using TextCollapse.Web.Rooms;

namespace TextCollapse.Web.Serving;

/// <summary>What a teacher takes home: the run as the folder that <c>run</c> leaves, packed, and its report.</summary>
internal static class Exports
{
    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/export.zip", (HttpContext context, Room room, Quiz quiz) => Send(context, room, "application/zip", "textcollapse-classroom.zip", lesson =>
        {
            using var zip = new MemoryStream();
            lesson.Export(zip, quiz.Past.Count > 0 ? quiz.Csv() : null, quiz.Votes);
            return zip.ToArray();
        }));
        // Always as a file: it has a script of its own, which this page's policy does not let run.
        routes.MapGet("/report.html", (HttpContext context, Room room) => Send(context, room, "text/html", "textcollapse-report.html", lesson => lesson.Report()));
    }

    /// <summary>Made between two generations, so that no file is half written.</summary>
    private static async Task<IResult> Send(HttpContext context, Room room, string type, string name, Func<Lesson, byte[]> make)
    {
        if (!Visitor.Of(context.User).IsTeacher)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        try
        {
            return await room.Between(lesson => lesson.Generation < 0 ? null : make(lesson)) is { } bytes
                ? Results.File(bytes, type, name)
                : Results.Text("Nothing was trained yet.", statusCode: StatusCodes.Status409Conflict);
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            return Results.Text(e.Message, statusCode: StatusCodes.Status500InternalServerError);
        }
    }
}
