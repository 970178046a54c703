using System.Diagnostics;
using System.Net;
using TextCollapse.Web.Tests.Support;
using Xunit.Abstractions;

namespace TextCollapse.Web.Tests.Hosting;

/// <summary>The memory of a separate server process before, during and after a class. Takes three minutes.</summary>
public sealed class ServerMemoryTests(ITestOutputHelper output)
{
    private const string Lesson = "?corpus=grammar:stories&characters=60000&model=ngram&generations=3"
        + "&arms=replace,accumulate,real-10,real-50&at=3";
    private const int Viewers = 30, MaxGrowthMegabytes = 100;

    /// <summary>Retention of circuits, a few seconds until they are discarded, and the trimmer's wait.</summary>
    private static readonly TimeSpan AfterLastPage = TimeSpan.FromSeconds(150);

    [CliFact]
    public async Task A_server_returns_the_memory_of_a_class_that_has_left()
    {
        var start = new ProcessStartInfo("dotnet", [CliFactAttribute.Path!, "serve", "--port", "0"]) { RedirectStandardOutput = true };
        using var server = Process.Start(start)!;
        try
        {
            string? line;
            do
                line = await server.StandardOutput.ReadLineAsync();
            while (line is not null && !line.Contains("/teach/", StringComparison.Ordinal));
            var teachersLink = line!.Trim();
            var address = teachersLink[..(teachersLink.IndexOf("/teach/", StringComparison.Ordinal) + 1)];
            var cookies = new CookieContainer();
            using var teacher = new HttpClient(new HttpClientHandler { CookieContainer = cookies });
            await teacher.GetStringAsync(teachersLink);
            await Task.Delay(1000);
            var before = Megabytes(server);
            var pages = new List<Viewer>();
            for (var i = 0; i < Viewers; i++)
                pages.Add(await Viewer.Open(address));
            var seen = pages[0].Sees("All 4 generations are trained");
            pages.Add(await Viewer.Open(address, cookies, Lesson));
            await seen;
            var during = Megabytes(server);
            foreach (var page in pages)
                await page.DisposeAsync();
            await Task.Delay(AfterLastPage);
            var after = Megabytes(server);
            var figures = FormattableString.Invariant($"{before} MB before, {during} MB with {Viewers} viewers, {after} MB after they left");
            output.WriteLine(figures);
            Assert.True(after <= before + MaxGrowthMegabytes, figures);
        }
        finally
        {
            server.Kill();
        }
    }

    private static long Megabytes(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 >> 20;
    }
}

/// <summary>A test of the built command line; skipped unless <c>TEXTCOLLAPSE_CLI</c> names its assembly.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CliFactAttribute : FactAttribute
{
    public CliFactAttribute()
    {
        if (Path is null)
            Skip = "TEXTCOLLAPSE_CLI does not name a built TextCollapse.Cli.dll.";
    }

    /// <summary>The assembly, or null.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("TEXTCOLLAPSE_CLI") is { Length: > 0 } path ? path : null;
}
