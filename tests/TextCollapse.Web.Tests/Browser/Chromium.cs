using Microsoft.Playwright;

namespace TextCollapse.Web.Tests.Browser;

/// <summary>Debian's Chromium, driven by Playwright; nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;

    /// <summary>The path of the browser, or null if it is not installed.</summary>
    public static string? Path { get; } =
        Environment.GetEnvironmentVariable("TEXTCOLLAPSE_CHROMIUM") is { Length: > 0 } path ? path : Places.FirstOrDefault(File.Exists);

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Path is null)
            return;
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        });
    }

    public async Task DisposeAsync()
    {
        if (Path is null)
            return;
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A test in a browser; skipped if it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = "There is no Chromium on this machine (apt-get install chromium, or name one in TEXTCOLLAPSE_CHROMIUM).";
    }
}
