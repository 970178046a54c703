using System.Net;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Security;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Hosting;

/// <summary>Admission and rate limits.</summary>
public sealed class JoinTests : IAsyncLifetime
{
    private const string Code = "FOX42", Wrong = "/join?wrong=1", Blocked = nameof(HttpStatusCode.TooManyRequests);

    private ClassroomServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.Start(new ServeOptions { Port = 0, Host = "127.0.0.1", Code = Code });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Thirty_phones_behind_one_address_join_at_once_even_after_typing_errors()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(async phone =>
        {
            using var visitor = new HttpVisitor(_server);
            Assert.Equal(Wrong, await visitor.JoinAsync("FOX24"));
            Assert.Equal(Wrong, await visitor.JoinAsync($"FOX4{phone}X"));
            return await visitor.JoinAsync("fox-42");
        }));
        Assert.All(results, result => Assert.Equal("/", result));
    }

    [Fact]
    public async Task A_hundred_phones_scan_the_code_at_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            using var visitor = new HttpVisitor(_server);
            return await visitor.RedirectAsync($"join/{Code}");
        }));
        Assert.All(results, result => Assert.Equal("/", result));
    }

    [Fact]
    public async Task Four_hundred_wrong_codes_from_an_address_lock_out_neither_its_class_nor_the_teacher()
    {
        using var attacker = new HttpVisitor(_server);
        for (var i = 0; i < 400; i++)
            await attacker.GetAsync($"join/guess{i}");
        Assert.Equal(Blocked, await attacker.RedirectAsync($"join/{Code}"));

        using var teacher = await HttpVisitor.TeacherAsync(_server);
        using var phone = new HttpVisitor(_server);
        Assert.Equal("/", await phone.JoinAsync(Code));
        using var teachersPhone = new HttpVisitor(_server);
        Assert.Equal("/", await teachersPhone.JoinAsync(_server.Codes.TeacherKey));
    }

    [Fact]
    public async Task A_device_has_ten_wrong_codes_a_minute_at_each_entrance()
    {
        using var visitor = new HttpVisitor(_server);
        for (var i = 0; i < FailedAttemptLimiter.Limit; i++)
            Assert.Equal(Wrong, await visitor.RedirectAsync($"teach/guess{i}"));
        Assert.Equal(Blocked, await visitor.RedirectAsync("teach/guess"));

        // The other entrance has a separate limit.
        for (var i = 0; i < FailedAttemptLimiter.Limit; i++)
            Assert.Equal(Wrong, await visitor.JoinAsync($"guess{i}"));
        Assert.Equal(Blocked, await visitor.JoinAsync("guess"));

        // Even the correct code is now rejected, otherwise the limit would have no effect; but not on another device.
        Assert.Equal(Blocked, await visitor.JoinAsync(Code));
        using var other = new HttpVisitor(_server);
        Assert.Equal("/", await other.JoinAsync(Code));
    }

    [Fact]
    public async Task New_devices_are_limited_so_that_a_guesser_cannot_be_a_new_one_for_every_guess()
    {
        var devices = 0;
        for (var i = 0; i < 260; i++)
        {
            using var visitor = new HttpVisitor(_server);
            using var page = await visitor.GetAsync("join");
            var cookies = page.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
            if (cookies.Any(cookie => cookie.StartsWith("textcollapse-device=", StringComparison.Ordinal)))
                devices++;
        }
        Assert.InRange(devices, 200, 230);
    }

    [Fact]
    public async Task A_forged_device_cookie_counts_for_its_network()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 14; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{_server.Port}/join/guess{i}");
            request.Headers.Add("Cookie", $"textcollapse-device=forged{i}");
            statuses.Add((await client.SendAsync(request)).StatusCode);
        }
        Assert.Equal(FailedAttemptLimiter.Limit, statuses.Count(status => status == HttpStatusCode.Redirect));
    }

    [Fact]
    public async Task A_link_gives_only_its_own_role()
    {
        using var visitor = new HttpVisitor(_server);
        Assert.Equal(Wrong, await visitor.RedirectAsync($"teach/{Code}"));
        Assert.Equal(Wrong, await visitor.RedirectAsync($"join/{_server.Codes.TeacherKey}"));
    }

    [Fact]
    public async Task The_ticket_page_tells_a_page_whether_it_may_reconnect()
    {
        using var visitor = new HttpVisitor(_server);
        Assert.Equal(HttpStatusCode.Unauthorized, await visitor.StatusAsync("ticket"));
        await visitor.JoinAsync(Code);
        Assert.Equal(nameof(Role.Student), await visitor.PageAsync("ticket"));
        using var teacher = await HttpVisitor.TeacherAsync(_server);
        Assert.Equal(nameof(Role.Teacher), await teacher.PageAsync("ticket"));

        // Without a code, a page request gets a new ticket, but a request for the role of the old one must not.
        await using var open = await TestServer.Start();
        using var local = new HttpVisitor(open);
        Assert.Equal(HttpStatusCode.Unauthorized, await local.StatusAsync("ticket"));
        await local.PageAsync("");
        Assert.Equal(nameof(Role.Student), await local.PageAsync("ticket"));
    }

    [Fact]
    public async Task The_teachers_panel_shows_the_address_and_the_code()
    {
        using var teacher = await HttpVisitor.TeacherAsync(_server);
        var page = await teacher.PageAsync("");
        Assert.Contains($"<b>http://127.0.0.1:{_server.Port}/</b>", page, StringComparison.Ordinal);
        Assert.Contains($">{Code}</b>", page, StringComparison.Ordinal);
        // If an attribute were not evaluated as an expression, its source text would be shown.
        Assert.DoesNotMatch(@"(>|"")(Join|State|_state|_options|Doors|Session)\.[A-Z]", page);
    }
}
