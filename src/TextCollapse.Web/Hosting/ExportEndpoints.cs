using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Quizzes;
using TextCollapse.Web.Security;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Hosting;

/// <summary>Downloads for the teacher: the run's folder as a zip archive, and its report.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/export.zip", (HttpContext context, ClassroomSession session, Quiz quiz) =>
            SendAsync(context, session, "application/zip", "textcollapse-classroom.zip", lesson =>
            {
                using var zip = new MemoryStream();
                lesson.Export(zip, quiz.Past.Count > 0 ? quiz.Csv() : null, quiz.Votes);
                return zip.ToArray();
            }));
        // Always a download: the report has an inline script, which the content security policy of the page forbids.
        routes.MapGet("/report.html", (HttpContext context, ClassroomSession session) =>
            SendAsync(context, session, "text/html", "textcollapse-report.html", lesson => lesson.Report()));
    }

    /// <summary>Creates the file between two generations, when no file of the run is incomplete, and sends it.</summary>
    private static async Task<IResult> SendAsync(
        HttpContext context, ClassroomSession session, string type, string name, Func<Lesson, byte[]> make)
    {
        if (!Visitor.Of(context.User).IsTeacher)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        try
        {
            return await session.WithLessonAsync(lesson => lesson.Generation < 0 ? null : make(lesson)) is { } bytes
                ? Results.File(bytes, type, name)
                : Results.Text("Nothing has been trained yet.", statusCode: StatusCodes.Status409Conflict);
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            return Results.Text(e.Message, statusCode: StatusCodes.Status500InternalServerError);
        }
    }
}
