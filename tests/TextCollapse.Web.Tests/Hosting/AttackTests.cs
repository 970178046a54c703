using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Hosting;

/// <summary>Attacks on the page.</summary>
public sealed partial class AttackTests : IAsyncLifetime
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() });
    private ClassroomServer _server = null!;

    private string Root => $"http://127.0.0.1:{_server.Port}";

    public async Task InitializeAsync() => _server = await TestServer.Start(
        new ServeOptions { Port = 0, Host = "127.0.0.1", Code = "FOX42" });

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example:5080")]
    [InlineData("[::2]")]
    public async Task A_foreign_name_that_resolves_to_this_machine_is_refused(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + "/");
        request.Headers.Host = host;
        using var response = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_socket_of_another_site_is_refused_even_with_the_teachers_ticket()
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies });
        await browser.GetAsync($"{Root}/teach/{_server.Codes.TeacherKey}");
        await Assert.ThrowsAsync<WebSocketException>(() => Open("http://evil.example"));
        await Assert.ThrowsAsync<WebSocketException>(() => Open("null"));
        await Assert.ThrowsAsync<WebSocketException>(() => Open($"http://127.0.0.1:{_server.Port + 1}"));
        using var own = await Open(Root);
        Assert.Equal(WebSocketState.Open, own.State);

        async Task<ClientWebSocket> Open(string origin)
        {
            var socket = new ClientWebSocket();
            socket.Options.Cookies = cookies;
            socket.Options.SetRequestHeader("Origin", origin);
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_server.Port}/_blazor"), CancellationToken.None);
            return socket;
        }
    }

    [Fact]
    public async Task Without_the_code_there_is_the_join_page_and_nothing_else()
    {
        using var page = await _client.GetAsync(Root + "/?seed=1");
        Assert.Equal("/join", page.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.PostAsync(Root + "/_blazor/negotiate?negotiateVersion=1",
            null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.PostAsync(Root + "/corpus", null)).StatusCode);
        Assert.Equal("/join", (await _client.GetAsync(Root + "/export.zip")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_student_can_neither_export_nor_upload()
    {
        await _client.GetAsync(Root + "/join/fox42");
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(Root + "/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.GetAsync(Root + "/export.zip")).StatusCode);
        var page = await _client.GetStringAsync(Root + "/");
        Assert.DoesNotContain("Train with these settings", page, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Codes.TeacherKey, page, StringComparison.Ordinal);
        using var response = await Upload(await Token("/join"), "text/plain", Prose());
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_forged_ticket_admits_nobody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + "/");
        request.Headers.Add("Cookie", "textcollapse=CfDJ8AAAAAAAAAAAAAAAAAAAAACforged");
        Assert.Equal("/join", (await _client.SendAsync(request)).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_form_without_its_token_and_a_form_of_another_site_are_refused()
    {
        await _client.GetAsync($"{Root}/teach/{_server.Codes.TeacherKey}");
        using var bare = await Upload("", "text/plain", Prose());
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post,
            Root + "/join")
        { Content = new FormUrlEncodedContent([new("secret", "FOX42")]) };
        request.Headers.Add("Origin", "http://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.SendAsync(request)).StatusCode);
        using var site = new HttpRequestMessage(HttpMethod.Post,
            Root + "/join")
        { Content = new FormUrlEncodedContent([new("secret", "FOX42")]) };
        site.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.SendAsync(site)).StatusCode);
    }

    [Theory]
    [InlineData("/assets/../TextCollapse.Web.dll")]
    [InlineData("/assets/..%2f..%2fetc%2fpasswd")]
    [InlineData("/assets/%2e%2e/app.css")]
    [InlineData("/assets/%5c..%5cweb.config")]
    [InlineData("/assets//etc/passwd")]
    [InlineData("/_framework/../../etc/passwd")]
    [InlineData("/TextCollapse.Web.dll")]
    [InlineData("/appsettings.json")]
    [InlineData("/assets/app.css%00.txt")]
    public async Task No_path_of_a_request_reaches_a_file(string path)
    {
        await _client.GetAsync(Root + "/join/FOX42");
        var answer = await Raw($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{_server.Port}\r\nConnection: close\r\n\r\n");
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.Matches("^HTTP/1.1 (404|400|302)", answer);
    }

    [Fact]
    public async Task An_upload_is_checked_and_its_name_is_never_used()
    {
        await _client.GetAsync($"{Root}/teach/{_server.Codes.TeacherKey}");
        var token = await Token("/");
        Assert.Contains("corpus=own-", await Went(await Upload(token, "text/plain", Prose(), "../../../../tmp/evil.txt")),
            StringComparison.Ordinal);
        Assert.DoesNotContain("own-", await Went(await Upload(token, "image/png", Prose())), StringComparison.Ordinal);
        Assert.Contains("not a text file", await _client.GetStringAsync(Root + "/"), StringComparison.Ordinal);
        Assert.DoesNotContain("own-", await Went(await Upload(token, "text/plain", [.. Prose(), 0])), StringComparison.Ordinal);
        Assert.DoesNotContain("own-", await Went(await Upload(token, "text/plain", [0xFF, 0xFE, .. Prose()])), StringComparison.Ordinal);

        static Task<string> Went(HttpResponseMessage response) =>
            Task.FromResult(response.Headers.Location?.ToString() ?? $"{response.StatusCode}");
    }

    [Fact]
    public async Task Every_answer_has_the_headers_and_no_page_has_an_inline_script_or_style()
    {
        foreach (var path in new[] { "/join", "/assets/app.css", "/nothing", "/join/wrong" })
        {
            using var response = await _client.GetAsync(Root + path);
            Assert.Contains("script-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
            Assert.False(response.Headers.Contains("Server"));
        }
        await _client.GetAsync($"{Root}/teach/{_server.Codes.TeacherKey}");
        var page = await _client.GetStringAsync(Root + "/");
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)", page);
        Assert.DoesNotMatch(@"\sstyle=|\son\w+=|<style", page);
        Assert.DoesNotMatch(@"(src|href)=""(https?:)?//", page);
    }

    [Fact]
    public async Task A_hostile_link_is_shown_as_text()
    {
        await _client.GetAsync($"{Root}/teach/{_server.Codes.TeacherKey}");
        const string Query = "?seed=%3Cscript%3Ealert(1)%3C/script%3E&context=%3Cimg%20src=x%20onerror=alert(1)%3E&metric=%22%3E%3Cb%3E&hide=%3Cb%3E";
        var page = await _client.GetStringAsync(Root + "/" + Query);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_on_the_socket_ends_the_socket_and_not_the_server()
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies });
        await browser.GetAsync($"{Root}/join/FOX42");
        var random = new Random(3);
        for (var i = 0; i < 40; i++)
        {
            using var socket = new ClientWebSocket();
            socket.Options.Cookies = cookies;
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_server.Port}/_blazor"), CancellationToken.None);
            var bytes = new byte[random.Next(1, i % 10 == 9 ? 200_000 : 2000)];
            random.NextBytes(bytes);
            if (i % 2 == 0)
                await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"),
                    WebSocketMessageType.Text, true, CancellationToken.None);
            try
            {
                await socket.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None);
            }
            catch (WebSocketException)
            {
            }
        }
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Root + "/")).StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_and_an_address_of_another_machine_are_explained_in_one_line()
    {
        var taken = await Assert.ThrowsAsync<InputException>(() =>
            TestServer.Start(new ServeOptions { Port = _server.Port, Host = "127.0.0.1" }));
        Assert.Contains("is in use", taken.Message, StringComparison.Ordinal);
        var elsewhere = await Assert.ThrowsAsync<InputException>(() => TestServer.Start(new ServeOptions { Port = 0, Host = "192.0.2.1" }));
        Assert.Contains("--host", elsewhere.Message, StringComparison.Ordinal);
        var unknown = await Assert.ThrowsAsync<InputException>(() =>
            TestServer.Start(new ServeOptions { Port = 0, Host = "no such host" }));
        Assert.Contains("--host", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_without_a_host_is_refused_instead_of_ignored()
    {
        var refused = await Assert.ThrowsAsync<InputException>(() => TestServer.Start(new ServeOptions { Port = 0, Code = "FOX42" }));
        Assert.Contains("--host 0.0.0.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loopback_is_all_that_is_listened_on_unless_a_host_is_given()
    {
        await using var alone = await TestServer.Start();
        Assert.Null(alone.ClassCode);
        foreach (var address in Dns.GetHostAddresses(Dns.GetHostName()).Where(address => !IPAddress.IsLoopback(address)))
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(address, alone.Port));
        }
    }

    private async Task<string> Token(string page) => TokenField().Match(await _client.GetStringAsync(Root + page)).Groups[1].Value;

    private Task<HttpResponseMessage> Upload(string token, string type, byte[] bytes, string name = "novel.txt")
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent("seed=3"), "query" },
            { file, "file", name },
        };
        return _client.PostAsync(Root + "/corpus", form);
    }

    private static byte[] Prose() => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(i => $"word{i % 97:00} on\n")));

    private async Task<string> Raw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex TokenField();
}
