using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace TextCollapse.Web.Security;

/// <summary>
/// Requires a ticket (authentication cookie) for everything but the join pages and static assets. Without an access code, every page
/// request gets a student's ticket; with one, page requests are redirected to the join page and all others get status 401.
/// </summary>
internal sealed class AuthMiddleware(RequestDelegate next, AccessCodes codes)
{
    /// <summary>The page that asks for the access code.</summary>
    public const string JoinPath = "/join";

    /// <summary>The link with the teacher's key.</summary>
    public const string TeachPath = "/teach";

    /// <summary>
    /// Returns the role of a valid ticket, or 401. Lets a page that lost its connection detect that the server was restarted.
    /// </summary>
    public const string TicketPath = "/ticket";

    private static readonly PathString[] OpenPaths = [JoinPath, TeachPath, "/assets", "/_framework"];

    private static readonly PathString[] NonPagePaths = ["/_blazor", TicketPath];

    public async Task InvokeAsync(HttpContext context)
    {
        if (Visitor.Of(context.User) != Visitor.Unknown || StartsWithAny(context.Request, OpenPaths))
        {
            await next(context);
        }
        else if (!IsPage(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (codes.ClassCode is not null)
        {
            context.Response.Redirect(JoinPath);
        }
        else
        {
            context.User = new Visitor(AccessCodes.NewVisitorId(), Role.Student).ToPrincipal();
            await context.SignInAsync(context.User);
            await next(context);
        }
    }

    private static bool IsPage(HttpRequest request) => HttpMethods.IsGet(request.Method) && !StartsWithAny(request, NonPagePaths);

    private static bool StartsWithAny(HttpRequest request, PathString[] paths) => paths.Any(path => request.Path.StartsWithSegments(path));
}
