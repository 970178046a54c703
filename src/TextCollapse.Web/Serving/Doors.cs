using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TextCollapse.Web.Access;

namespace TextCollapse.Web.Serving;

/// <summary>Where visitors come in: with the class's code or with the teacher's key, typed or in a link.</summary>
public sealed class Doors
{
    /// <summary>Tries a minute at the doors.</summary>
    public const string RatePolicy = "doors";

    private volatile ClassroomServer? _server;

    /// <summary>The link that brings a class in, for the projector; null where the page is for this machine alone.</summary>
    public string? ClassLink => _server is { Keys.ClassCode: { } code } server ? $"{server.Addresses.First()}join/{Uri.EscapeDataString(code)}" : null;

    /// <summary>The first address of the page.</summary>
    public string Address => _server?.Addresses.First() ?? "";

    internal void Open(ClassroomServer server) => _server = server;
}

/// <summary>The doors' addresses.</summary>
internal static class DoorEndpoints
{
    public static void MapDoors(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/teach/{key}", (string key, HttpContext context, Keys keys) => EnterAsync(context, keys, key, Role.Teacher)).RequireRateLimiting(Doors.RatePolicy);
        routes.MapGet(Gate.Door + "/{code}", (string code, HttpContext context, Keys keys) => EnterAsync(context, keys, code, Role.Student)).RequireRateLimiting(Doors.RatePolicy);
        routes.MapPost(Gate.Door, ([FromForm] string? word, HttpContext context, Keys keys) => EnterAsync(context, keys, word, null)).RequireRateLimiting(Doors.RatePolicy);
    }

    /// <summary>Hands out a ticket for a word that opens; a link opens only the door that it is for, so that a guess at one is no guess at the other.</summary>
    private static async Task<IResult> EnterAsync(HttpContext context, Keys keys, string? word, Role? only)
    {
        if (keys.Opens(word) is not { } role || (only is not null && role != only))
            return Results.Redirect(Gate.Door + "?wrong=1");
        var known = Visitor.Of(context.User);
        // A teacher who follows the class's link stays a teacher; a visitor keeps the number that votes belong to.
        var visitor = new Visitor(known == Visitor.Unknown ? Keys.NewVisitor() : known.Id, known.IsTeacher ? Role.Teacher : role);
        await context.SignInAsync(visitor.Principal());
        return Results.Redirect("/" + context.Request.QueryString);
    }
}
