using TextCollapse.Web.Rooms;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Browser;

/// <summary>The page in a real browser, as a teacher and a class use it.</summary>
public sealed class ClassroomPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Small = "?corpus=grammar:stories&characters=20000&model=ngram&order=4&temperature=0.9&generations=3&seed=7&arms=replace,real-50";

    [BrowserFact]
    public async Task A_teacher_starts_steps_and_sees_curves_grow()
    {
        await using var server = await Served.Start();
        await using var teacher = await Visit.Teach(chromium.Browser, server, Small);
        await teacher.Shot("1280-recorded");
        await teacher.Page.ClickAsync("text=Step");
        await server.Room.Until(view => view.State == RoomState.Paused && view.Board.Generation == 0);
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");
        await teacher.Page.ClickAsync("text=Step");
        await server.Room.Until(view => view.State == RoomState.Paused && view.Board.Generation == 1);
        await teacher.Page.ClickAsync("button:text-is('Start')");
        await server.Room.Until(view => view.State == RoomState.Finished);
        await teacher.Page.WaitForSelectorAsync("text=All 4 generations are trained");
        await teacher.Shot("1280-finished");
        Assert.Empty(teacher.Complaints);
    }
}
