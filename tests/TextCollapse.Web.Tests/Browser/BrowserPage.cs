using Microsoft.Playwright;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Browser;

/// <summary>A browser context with the page open. Errors and warnings of its console are collected.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private BrowserPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public static async Task<BrowserPage> Open(
        IBrowser browser, string address, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light,
            bool interactive = true)
    {
        var viewport = new ViewportSize { Width = width, Height = height };
        var context = await browser.NewContextAsync(new() { ViewportSize = viewport, ColorScheme = scheme, DeviceScaleFactor = 1 });
        var visit = new BrowserPage(context, await context.NewPageAsync());
        visit.Page.SetDefaultTimeout(60_000);
        visit.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                lock (visit.Complaints)
                    visit.Complaints.Add($"{message.Type}: {message.Text}");
        };
        visit.Page.PageError += (_, error) =>
        {
            lock (visit.Complaints)
                visit.Complaints.Add(error);
        };
        await visit.Page.GotoAsync(address);
        if (interactive)
            await visit.Interactive();
        return visit;
    }

    /// <summary>The teacher's page.</summary>
    public static Task<BrowserPage> Teach(
        IBrowser browser, ClassroomServer server, string query = "", int width = 1280, int height = 900,
            ColorScheme scheme = ColorScheme.Light) =>
        Open(browser, $"{server.Base()}teach/{server.Codes.TeacherKey}{query}", width, height, scheme);

    /// <summary>Waits until the page is interactive.</summary>
    public Task Interactive() => Page.WaitForSelectorAsync("[data-live=true]", new() { State = WaitForSelectorState.Attached });

    public async Task Shot(string name)
    {
        if (Environment.GetEnvironmentVariable("TEXTCOLLAPSE_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
