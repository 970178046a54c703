using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TextCollapse.Web.Security;

namespace TextCollapse.Web.Hosting;

/// <summary>Admits visitors with the access code of the class or the teacher's key, typed or in a link.</summary>
internal static class JoinEndpoints
{
    public static void MapJoin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AuthMiddleware.TeachPath + "/{key}", (string key, HttpContext context, [AsParameters] Services services) =>
            AdmitAsync(context, services, AuthMiddleware.TeachPath, key, Role.Teacher));
        routes.MapGet(AuthMiddleware.JoinPath + "/{code}", (string code, HttpContext context, [AsParameters] Services services) =>
            AdmitAsync(context, services, AuthMiddleware.JoinPath, code, Role.Student));
        routes.MapPost(AuthMiddleware.JoinPath, ([FromForm] string? secret, HttpContext context, [AsParameters] Services services) =>
            AdmitAsync(context, services, AuthMiddleware.JoinPath, secret, null));
        routes.MapGet(AuthMiddleware.TicketPath, (HttpContext context) => Visitor.Of(context.User).Role.ToString());
    }

    /// <param name="context">The request.</param>
    /// <param name="services">The required services.</param>
    /// <param name="entrance">The entrance for which failed attempts are counted.</param>
    /// <param name="secret">The secret that was typed or is in the link.</param>
    /// <param name="required">The only role that the link can grant, so that a guess of one secret does not test the other; null for
    /// any role.</param>
    private static async Task<IResult> AdmitAsync(HttpContext context, Services services, string entrance, string? secret, Role? required)
    {
        var role = services.Codes.RoleFor(secret);
        if (required is not null && role != required)
            role = null;
        // The teacher's key is too long to be guessed, so a correct key is never rejected.
        if (role != Role.Teacher && services.Attempts.IsBlocked(context, entrance))
            return Refuse(context);
        if (role is not { } granted)
            return services.Attempts.TryCount(context, entrance) ? Results.Redirect(AuthMiddleware.JoinPath + "?wrong=1") : Refuse(context);
        var known = Visitor.Of(context.User);
        // A teacher who opens the link of the class stays a teacher, and visitors keep the identifier that their votes refer to.
        var id = known == Visitor.Unknown ? AccessCodes.NewVisitorId() : known.Id;
        await context.SignInAsync(new Visitor(id, known.IsTeacher ? Role.Teacher : granted).ToPrincipal());
        return Results.Redirect("/" + context.Request.QueryString);
    }

    /// <summary>Directs a device to the join page, where it gets a cookie and its own limit of attempts.</summary>
    private static IResult Refuse(HttpContext context)
    {
        const string Page = "<!DOCTYPE html><html lang=en><title>Too many wrong codes</title><p>Too many wrong codes were entered. "
            + "<a href=/join>Type the code here</a>, or wait a minute.";
        context.Response.Headers.RetryAfter = "60";
        return Results.Content(Page, "text/html; charset=utf-8", statusCode: StatusCodes.Status429TooManyRequests);
    }

    private readonly record struct Services(AccessCodes Codes, FailedAttemptLimiter Attempts);
}
