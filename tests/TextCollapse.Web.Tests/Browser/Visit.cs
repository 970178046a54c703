using Microsoft.Playwright;
using TextCollapse.Web.Serving;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Browser;

/// <summary>One browser of its own with the page open; everything that its console complains of is kept.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public static async Task<Visit> Open(IBrowser browser, string address, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, bool interactive = true)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, DeviceScaleFactor = 1 });
        var visit = new Visit(context, await context.NewPageAsync());
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
    public static Task<Visit> Teach(IBrowser browser, ClassroomServer server, string query = "", int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light) =>
        Open(browser, $"{server.Base()}teach/{server.Keys.TeacherKey}{query}", width, height, scheme);

    /// <summary>Waits until the page answers to clicks.</summary>
    public Task Interactive() => Page.WaitForSelectorAsync("[data-live=true]", new() { State = WaitForSelectorState.Attached });

    public async Task Shot(string name)
    {
        if (Environment.GetEnvironmentVariable("TEXTCOLLAPSE_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
