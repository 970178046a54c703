using Microsoft.Playwright;
using TextCollapse.Web.Rooms;
using TextCollapse.Web.Serving;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Browser;

/// <summary>Tabs that are closed, networks that fail, servers that end: what becomes of the page and of the room.</summary>
public sealed class ConnectionTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Small = "?corpus=grammar:stories&characters=10000&model=ngram&order=3&generations=2&seed=7&arms=replace";

    [BrowserFact]
    public async Task A_closed_tab_is_gone_at_once_with_all_that_followed_the_room_for_it()
    {
        await using var server = await Served.Start();
        await using var teacher = await Visit.Teach(chromium.Browser, server, Small);
        await using var student = await Visit.Open(chromium.Browser, server.Base());
        await server.Reaches(() => server.Room.Followers, 2);
        await server.Reaches(() => server.Attendance.Count(), (1, 1));
        await student.Page.CloseAsync();
        await server.Reaches(() => server.Attendance.Count(), (0, 1));
        await server.Reaches(() => server.Room.Followers, 1);
        await teacher.Page.WaitForSelectorAsync("[aria-label='0 students and 1 teacher have the page open']");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await teacher.Page.CloseAsync();
        await server.Room.Until(view => view.State == RoomState.Finished);
        await server.Reaches(() => server.Room.Followers, 0);
    }

    [BrowserFact]
    public async Task A_page_that_lost_the_network_comes_back_to_where_it_was_and_sees_what_it_missed()
    {
        await using var server = await Served.Start();
        await using var wire = Wire.To(server.Port);
        server.Room.Step(new() { Corpus = "grammar:stories", Characters = 10_000, Order = 3, Generations = 2, Arms = [new("replace")] });
        await server.Room.Until(view => view.Board.Generation == 0 && !view.IsBusy);
        Assert.True(await server.Quiz.OpenAsync(0));
        await using var phone = await Visit.Open(chromium.Browser, wire.Base, 390, 844);
        await phone.Page.GetByLabel("Measure").SelectOptionAsync("distinct_8");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Generated" }).ClickAsync();
        await phone.Page.WaitForSelectorAsync("text=Your vote is counted");

        wire.Cut();
        await phone.Page.WaitForSelectorAsync("text=The connection is lost");
        await server.Reaches(() => server.Attendance.Pages, 0);
        server.Room.Step();
        await server.Room.Until(view => view.Board.Generation == 1 && !view.IsBusy);
        wire.Mend();

        await phone.Page.WaitForSelectorAsync("text=Paused after generation 1");
        await phone.Page.WaitForSelectorAsync("text=The connection is lost", new() { State = WaitForSelectorState.Hidden });
        await server.Reaches(() => server.Attendance.Pages, 1);
        Assert.Equal("distinct_8", await phone.Page.GetByLabel("Measure").InputValueAsync());
        Assert.Equal(0, await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Generated" }).CountAsync());
        server.Quiz.CloseRound();
        await phone.Page.WaitForSelectorAsync(".quiz .answer");
    }

    [BrowserFact]
    public async Task A_page_whose_place_is_gone_loads_itself_anew_with_the_same_lesson()
    {
        await using var server = await Served.Start(new ServeOptions { Port = 0, Kept = TimeSpan.FromMilliseconds(100) });
        await using var wire = Wire.To(server.Port);
        await using var teacher = await Visit.Open(chromium.Browser, $"{wire.Base}teach/{server.Keys.TeacherKey}{Small}&metric=distinct_8");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Step", Exact = true }).ClickAsync();
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");
        await Assertions.Expect(teacher.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("&at=0&"), new() { Timeout = 60_000 });

        wire.Cut();
        await server.Reaches(() => server.Room.Followers, 0);
        wire.Mend();
        await server.Reaches(() => server.Room.Followers, 1);

        await teacher.Page.WaitForSelectorAsync("[data-live=true]", new() { State = WaitForSelectorState.Attached });
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");
        Assert.Equal("distinct_8", await teacher.Page.GetByLabel("Measure").InputValueAsync());
        Assert.Equal((1, 7), (server.Room.View.Lesson, server.Room.View.Board.Settings.Seed));
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Step", Exact = true }).ClickAsync();
        await server.Room.Until(view => view.Board.Generation == 1);
    }
}
