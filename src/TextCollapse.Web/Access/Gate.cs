using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace TextCollapse.Web.Access;

/// <summary>Who comes without a ticket: where no code is asked for a student's ticket is handed out, else the way leads to the door.</summary>
public sealed class Gate(RequestDelegate next, Keys keys)
{
    /// <summary>Where the code is typed.</summary>
    public const string Door = "/join";

    /// <summary>Lets a request through, or leads it to the door.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (Visitor.Of(context.User) != Visitor.Unknown || IsOpen(context.Request.Path))
        {
            await next(context);
        }
        else if (keys.ClassCode is null && IsPage(context.Request))
        {
            var student = new Visitor(Keys.NewVisitor(), Role.Student).Principal();
            await context.SignInAsync(student);
            context.User = student;
            await next(context);
        }
        else if (IsPage(context.Request))
        {
            context.Response.Redirect(Door);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }

    private static bool IsOpen(PathString path) => path.StartsWithSegments(Door) || path.StartsWithSegments("/teach") || path.StartsWithSegments("/assets") || path.StartsWithSegments("/_framework");

    private static bool IsPage(HttpRequest request) => HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/_blazor");
}
