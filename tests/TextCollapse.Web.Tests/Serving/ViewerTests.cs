using System.Diagnostics;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Rooms;
using TextCollapse.Web.Tests.Support;
using Xunit.Abstractions;

namespace TextCollapse.Web.Tests.Serving;

public sealed class ViewerTests(ITestOutputHelper output)
{
    private static readonly LessonSettings Lesson = new() { Corpus = "grammar:stories", Characters = 60_000, Generations = 12 };

    [Fact]
    public async Task Many_pages_follow_one_training()
    {
        // TEXTCOLLAPSE_VIEWERS asks for a class of that size, and for figures.
        var viewers = int.TryParse(Environment.GetEnvironmentVariable("TEXTCOLLAPSE_VIEWERS"), out var asked) ? asked : 3;
        await using var server = await Served.Start();
        server.Room.SetTempo(Tempo.Full);
        await Train(1);
        var alone = await Train(2);
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
        var watched = await Train(3);
        await stop.CancelAsync();
        await asking;
        await Task.Delay(1000);
        waits.Sort();
        output.WriteLine(FormattableString.Invariant($"{viewers} viewers; training {alone.TotalSeconds:F2} s alone, {watched.TotalSeconds:F2} s watched ({(watched / alone - 1) * 100:F1} %); memory {before} MB before, {Memory()} MB with them; page in {waits[waits.Count / 2]:F0} ms median, {waits[^1]:F0} ms at most of {waits.Count}; {open.Sum(viewer => viewer.Drawn)} drawings, {open.Sum(viewer => viewer.Bytes) / 1024} KB sent"));
        Assert.All(open, viewer => Assert.True(viewer.Drawn > 3, $"{viewer.Drawn} drawings"));
        foreach (var viewer in open)
            await viewer.DisposeAsync();

        async Task<TimeSpan> Train(int seed)
        {
            var clock = Stopwatch.StartNew();
            server.Room.Load(viewers > 3 ? Lesson : Lesson with { Characters = 10_000, Generations = 3, Seed = seed }, int.MaxValue);
            await server.Room.Until(view => view.Lesson == seed && view.State == RoomState.Finished, 90);
            return clock.Elapsed;
        }
    }

    private static long Memory()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 >> 20;
    }
}
