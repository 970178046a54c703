using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TextCollapse.Web.Security;

namespace TextCollapse.Web.Hosting;

/// <summary>Admits visitors: with the class's access code or with the teacher's key, typed or in a link.</summary>
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
    /// <param name="services">What it takes.</param>
    /// <param name="entrance">Where failed attempts are counted.</param>
    /// <param name="secret">What was typed, or stands in the link.</param>
    /// <param name="required">The only role that the link can give, so that a guess at one secret is no guess at the other; null for
    /// either.</param>
    private static async Task<IResult> AdmitAsync(HttpContext context, Services services, string entrance, string? secret, Role? required)
    {
        var role = services.Codes.RoleFor(secret);
        if (required is not null && role != required)
            role = null;
        // The teacher's key is too long to be guessed, so whoever has it is never refused.
        if (role != Role.Teacher && services.Attempts.IsBlocked(context, entrance))
            return Refuse(context);
        if (role is not { } given)
            return services.Attempts.TryCount(context, entrance) ? Results.Redirect(AuthMiddleware.JoinPath + "?wrong=1") : Refuse(context);
        var known = Visitor.Of(context.User);
        // A teacher who follows the class's link stays a teacher, and a visitor keeps the identifier that votes belong to.
        var id = known == Visitor.Unknown ? AccessCodes.NewVisitorId() : known.Id;
        await context.SignInAsync(new Visitor(id, known.IsTeacher ? Role.Teacher : given).ToPrincipal());
        return Results.Redirect("/" + context.Request.QueryString);
    }

    /// <summary>Sends a device without a cookie to the join page, where it gets one and with it attempts of its own.</summary>
    private static IResult Refuse(HttpContext context)
    {
        const string Page = "<!DOCTYPE html><html lang=en><title>Too many wrong codes</title><p>Too many wrong codes were entered. "
            + "<a href=/join>Type the code here</a>, or wait a minute.";
        context.Response.Headers.RetryAfter = "60";
        return Results.Content(Page, "text/html; charset=utf-8", statusCode: StatusCodes.Status429TooManyRequests);
    }

    private readonly record struct Services(AccessCodes Codes, FailedAttemptLimiter Attempts);
}
