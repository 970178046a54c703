using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TextCollapse.Web.Access;
using TextCollapse.Web.Quizzes;
using TextCollapse.Web.Rooms;

namespace TextCollapse.Web.Serving;

/// <summary>What a teacher takes home: the run as the folder that <c>run</c> leaves, packed.</summary>
internal static class Exports
{
    public static void MapExports(this IEndpointRouteBuilder routes) => routes.MapGet("/export.zip", async (HttpContext context, Room room, Quiz quiz) =>
    {
        if (!Visitor.Of(context.User).IsTeacher)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var csv = quiz.Past.Count > 0 ? quiz.Csv() : null;
        // Packed between two generations, so that no file is half written.
        var zip = await room.Between(lesson =>
        {
            var bytes = new MemoryStream();
            lesson.Export(bytes, csv);
            return bytes;
        });
        if (zip is null)
            return Results.Text("Nothing was trained yet.", statusCode: StatusCodes.Status409Conflict);
        zip.Position = 0;
        return Results.File(zip, "application/zip", "textcollapse-classroom.zip");
    });
}
