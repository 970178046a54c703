using System.Diagnostics;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Sessions;
using TextCollapse.Web.Tests.Support;
using Xunit.Abstractions;

namespace TextCollapse.Web.Tests.Hosting;

public sealed class ViewerTests(ITestOutputHelper output)
{
    private static readonly LessonSettings Lesson = new() { Corpus = "grammar:stories", Characters = 60_000, Generations = 12 };

    [Fact]
    [Trait("Category", "Long")]
    public async Task Many_pages_follow_one_training()
    {
        // TEXTCOLLAPSE_VIEWERS sets the size of the class and enables measurements.
        var viewers = int.TryParse(Environment.GetEnvironmentVariable("TEXTCOLLAPSE_VIEWERS"), out var asked) ? asked : 3;
        // The test itself needs only a small model; measurements use networks, because n-gram models are trained before the pages have
        // rendered.
        var brief = Lesson with { Characters = 10_000, Order = 3, Generations = 1 };
        var lesson = viewers > 3 ? Lesson with { Model = "gru", Generations = 2 } : brief with { Generations = 12 };
        await using var server = await TestServer.Start();
        server.Session.SetSpeed(PlaybackSpeed.Full);
        await Train(1, brief);
        var alone = await Train(2, lesson);
        await Train(3, brief); // so that only the end of the next one shows this text
        var before = Memory();
        var open = new List<Viewer>();
        for (var i = 0; i < viewers; i++)
            open.Add(await Viewer.Open(server.Base()));
        await Task.Delay(1000);
        using var client = new HttpClient();
        var waits = new List<double>();
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var clock = Stopwatch.StartNew();
                await client.GetStringAsync(server.Base());
                waits.Add(clock.Elapsed.TotalMilliseconds);
                await Task.Delay(250);
            }
        });
        var seen = open.Select(viewer => viewer.Sees($"All {lesson.Generations + 1} generations are trained")).ToArray();
        var watched = await Train(4, lesson);
        await stop.CancelAsync();
        await asking;
        await Task.WhenAll(seen);
        waits.Sort();
        output.WriteLine(FormattableString.Invariant($"{viewers} viewers; training {alone.TotalSeconds:F2} s alone, {watched.TotalSeconds:F2} s watched ({(watched / alone - 1) * 100:F1} %); memory {before} MB before, {Memory()} MB with them; page in {waits[waits.Count / 2]:F0} ms median, {waits[^1]:F0} ms at most of {waits.Count}; {open.Sum(viewer => viewer.Drawn)} drawings, {open.Sum(viewer => viewer.Bytes) / 1024} KB sent"));
        foreach (var viewer in open)
            await viewer.DisposeAsync();

        async Task<TimeSpan> Train(int number, LessonSettings settings)
        {
            var clock = Stopwatch.StartNew();
            server.Session.Load(settings with { Seed = number }, int.MaxValue);
            await server.Session.Until(state => state.Lesson == number && state.Status == SessionStatus.Finished, 120);
            return clock.Elapsed;
        }
    }

    [Fact]
    public async Task A_hundred_pages_come_at_once_follow_a_lesson_and_leave_nothing_behind()
    {
        await using var server = await TestServer.Start(new ServeOptions
        {
            Port = 0,
            DisconnectedRetention = TimeSpan.FromMilliseconds(200)
        });
        var open = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Viewer.Open(server.Base())));
        await server.Reaches(() => server.Presence.Count().Students, 100);
        await server.Reaches(() => server.Session.Subscribers, 100);
        var seen = open.Select(viewer => viewer.Sees("All 3 generations are trained")).ToArray();
        server.Session.SetSpeed(PlaybackSpeed.Full);
        server.Session.Load(Lesson with { Characters = 10_000, Order = 3, Generations = 2 }, int.MaxValue);
        await Task.WhenAll(seen);

        // Half of them close the tab or lose the network permanently.
        foreach (var viewer in open.Take(50))
            await viewer.DisposeAsync();
        await server.Reaches(() => server.Presence.Count().Students, 50);
        await server.Reaches(() => server.Session.Subscribers, 50);
        foreach (var viewer in open.Skip(50))
            await viewer.DisposeAsync();
        await server.Reaches(() => server.Presence.Pages, 0);
        await server.Reaches(() => server.Session.Subscribers, 0);
        Assert.Equal(SessionStatus.Finished, server.Session.State.Status);
    }

    private static long Memory()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 >> 20;
    }
}
