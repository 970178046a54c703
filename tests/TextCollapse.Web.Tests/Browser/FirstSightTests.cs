using System.Diagnostics;
using Microsoft.Playwright;
using TextCollapse.Web.Tests.Support;
using Xunit.Abstractions;

namespace TextCollapse.Web.Tests.Browser;

/// <summary>The first view of a teacher: the recorded run immediately, then live results.</summary>
[Trait("Category", "Long")]
public sealed class FirstSightTests(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task There_is_a_curve_at_once_and_live_ones_after_a_click()
    {
        var clock = Stopwatch.StartNew();
        await using var server = await TestServer.Start();
        var served = clock.Elapsed;
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server);
        await teacher.Page.WaitForSelectorAsync("text=A recorded run");
        Assert.True(await teacher.Page.Locator("#board svg.tc-figure").First.IsVisibleAsync());
        var interactive = clock.Elapsed - served;
        var paint = await teacher.Page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        clock.Restart();
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await teacher.Page.WaitForSelectorAsync("text=/[1-9][0-9]* of 13 generations done/", new() { Timeout = 300_000 });
        output.WriteLine(FormattableString.Invariant($"served after {served.TotalSeconds:F2} s; first paint {paint / 1000:F2} s after the address was opened, ")
            + FormattableString.Invariant($"interactive after {interactive.TotalSeconds:F2} s; first live point {clock.Elapsed.TotalSeconds:F2} s after Start"));
    }
}
