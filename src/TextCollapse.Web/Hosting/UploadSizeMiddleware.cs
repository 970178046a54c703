using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Security;

namespace TextCollapse.Web.Hosting;

/// <summary>
/// Responds to an upload that is too large with the page and a message. If the server closed the connection instead, the browser would
/// show its own error page, so the upload is read and discarded, up to <see cref="MaxDiscarded"/> bytes.
/// </summary>
internal sealed class UploadSizeMiddleware(RequestDelegate next, UploadedTexts texts)
{
    private const long MaxDiscarded = 1L << 30;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var visitor = Visitor.Of(context.User);
        var isTooLarge = request.ContentLength is > UploadEndpoints.MaxFormBytes and <= MaxDiscarded;
        if (!isTooLarge || !visitor.IsTeacher || request.Path != UploadEndpoints.Path)
        {
            await next(context);
            return;
        }
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MaxDiscarded;
        await request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        texts.Reject(visitor.Id, UploadedTexts.TooLarge().Message, null);
        // The form with the lesson was discarded; the page that sent it has the lesson in its address.
        var query = Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) ? page.Query : "";
        context.Response.Redirect("/" + query);
    }
}
