using Microsoft.Playwright;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Sessions;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Browser;

/// <summary>Closed tabs, failing networks and restarted servers.</summary>
public sealed class ConnectionTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Small = "?corpus=grammar:stories&characters=10000&model=ngram&order=3&generations=2&seed=7&arms=replace";

    [BrowserFact]
    public async Task A_closed_tab_is_removed_at_once_with_its_subscriptions()
    {
        await using var server = await TestServer.Start();
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, Small);
        await using var student = await BrowserPage.Open(chromium.Browser, server.Base());
        await server.Reaches(() => server.Session.Subscribers, 2);
        await server.Reaches(() => server.Presence.Count(), (1, 1));
        await student.Page.CloseAsync();
        await server.Reaches(() => server.Presence.Count(), (0, 1));
        await server.Reaches(() => server.Session.Subscribers, 1);
        await teacher.Page.WaitForSelectorAsync("[aria-label='0 students and 1 teacher have the page open']");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await teacher.Page.CloseAsync();
        await server.Session.Until(state => state.Status == SessionStatus.Finished);
        await server.Reaches(() => server.Session.Subscribers, 0);
    }

    [BrowserFact]
    public async Task A_page_that_lost_the_network_returns_to_where_it_was_and_shows_what_it_missed()
    {
        await using var server = await TestServer.Start();
        await using var wire = NetworkProxy.To(server.Port);
        server.Session.Step(new() { Corpus = "grammar:stories", Characters = 10_000, Order = 3, Generations = 2, Arms = [new("replace")] });
        await server.Session.Until(state => state.Results.Generation == 0 && !state.IsBusy);
        Assert.True(await server.Quiz.OpenAsync(0));
        await using var phone = await BrowserPage.Open(chromium.Browser, wire.Base, 390, 844);
        await phone.Page.Locator("section[aria-labelledby=curves-title] select").SelectOptionAsync("distinct_8");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Generated" }).ClickAsync();
        await phone.Page.WaitForSelectorAsync("text=Your vote is counted");

        wire.Cut();
        await phone.Page.WaitForSelectorAsync("text=Connection lost");
        await server.Reaches(() => server.Presence.Pages, 0);
        server.Session.Step();
        await server.Session.Until(state => state.Results.Generation == 1 && !state.IsBusy);
        wire.Mend();

        await phone.Page.WaitForSelectorAsync("text=Paused after generation 1");
        await phone.Page.WaitForSelectorAsync("text=Connection lost", new() { State = WaitForSelectorState.Hidden });
        await server.Reaches(() => server.Presence.Pages, 1);
        Assert.Equal("distinct_8", await phone.Page.Locator("section[aria-labelledby=curves-title] select").InputValueAsync());
        Assert.Equal(0, await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Generated" }).CountAsync());
        server.Quiz.CloseRound();
        await phone.Page.WaitForSelectorAsync(".quiz .answer");
    }

    [BrowserFact]
    public async Task A_page_whose_circuit_was_discarded_reloads_with_the_same_lesson()
    {
        await using var server = await TestServer.Start(new ServeOptions
        {
            Port = 0,
            DisconnectedRetention = TimeSpan.FromMilliseconds(100)
        });
        await using var wire = NetworkProxy.To(server.Port);
        await using var teacher = await BrowserPage.Open(chromium.Browser,
            $"{wire.Base}teach/{server.Codes.TeacherKey}{Small}&metric=distinct_8");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Step", Exact = true }).ClickAsync();
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");
        await Assertions.Expect(teacher.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("&at=0&"),
            new() { Timeout = 60_000 });

        wire.Cut();
        await server.Reaches(() => server.Session.Subscribers, 0);
        wire.Mend();
        await server.Reaches(() => server.Session.Subscribers, 1);

        await teacher.Page.WaitForSelectorAsync("[data-live=true]", new() { State = WaitForSelectorState.Attached });
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");
        Assert.Equal("distinct_8", await teacher.Page.Locator("section[aria-labelledby=curves-title] select").InputValueAsync());
        Assert.Equal((1, 7), (server.Session.State.Lesson, server.Session.State.Results.Settings.Seed));
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Step", Exact = true }).ClickAsync();
        await server.Session.Until(state => state.Results.Generation == 1);
    }

    [BrowserFact]
    public async Task After_a_restart_a_students_page_reloads_and_a_teachers_page_says_what_to_do()
    {
        var server = await TestServer.Start();
        var port = server.Port;
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, Small);
        await using var student = await BrowserPage.Open(chromium.Browser, server.Base(), 390, 844);
        await server.DisposeAsync();
        await student.Page.WaitForSelectorAsync("text=Connection lost");

        await using var restarted = await TestServer.Start(new ServeOptions { Port = port });
        await restarted.Reaches(() => restarted.Presence.Count(), (1, 0));
        await teacher.Page.WaitForSelectorAsync("text=The server was restarted");
        Assert.Contains("seed=7", teacher.Page.Url, StringComparison.Ordinal);
        await teacher.Page.GotoAsync(restarted.TeacherLink);
        await restarted.Reaches(() => restarted.Presence.Count(), (1, 1));
    }
}
