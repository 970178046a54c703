using System.Net;
using System.Text.RegularExpressions;
using TextCollapse.Web.Hosting;

namespace TextCollapse.Web.Tests.Support;

/// <summary>A browser without scripts: keeps cookies, does not follow redirects, and can post the page's forms.</summary>
internal sealed partial class HttpVisitor(ClassroomServer server) : IDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{server.Port}/"),
    };

    /// <summary>A visitor with the teacher's ticket.</summary>
    public static async Task<HttpVisitor> TeacherAsync(ClassroomServer server)
    {
        var visitor = new HttpVisitor(server);
        Assert.Equal("/", await visitor.RedirectAsync($"teach/{server.Codes.TeacherKey}"));
        return visitor;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path);

    public Task<string> PageAsync(string path) => _client.GetStringAsync(path);

    public async Task<HttpStatusCode> StatusAsync(string path) => (await _client.GetAsync(path)).StatusCode;

    /// <summary>The target of a redirect, or the status.</summary>
    public async Task<string> RedirectAsync(string path) => Target(await _client.GetAsync(path));

    /// <summary>Loads the join page and sends its form; returns the target of the redirect, or the status.</summary>
    public async Task<string> JoinAsync(string code)
    {
        var token = Token(await PageAsync("join"));
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("secret", code)]);
        return Target(await _client.PostAsync("join", form));
    }

    /// <summary>Sends the upload form from a page with a lesson in its address.</summary>
    public async Task<string> UploadAsync(HttpContent? file = null, string? pasted = null)
    {
        const string Lesson = "seed=3";
        var token = Token(await PageAsync("?" + Lesson));
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        form.Add(new StringContent(Lesson), "query");
        if (file is not null)
            form.Add(file, "file", "novel.txt");
        if (pasted is not null)
            form.Add(new StringContent(pasted), "text");
        using var request = new HttpRequestMessage(HttpMethod.Post, "corpus") { Content = form };
        request.Headers.Referrer = new Uri(_client.BaseAddress!, "?" + Lesson);
        return Target(await _client.SendAsync(request));
    }

    public void Dispose() => _client.Dispose();

    private static string Target(HttpResponseMessage response) => response.Headers.Location?.ToString() ?? response.StatusCode.ToString();

    private static string Token(string page) => TokenField().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex TokenField();
}
