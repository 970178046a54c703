using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TextCollapse.Studies;
using TextCollapse.Web.Access;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Quizzes;
using TextCollapse.Web.Rooms;

namespace TextCollapse.Web.Serving;

/// <summary>The classroom page as a server: one room, looked at by many.</summary>
public sealed class ClassroomServer : IAsyncDisposable
{
    /// <summary>Open pages at a time; one more is told to wait.</summary>
    public const int MostPages = 150;

    private const long LargestForm = 64 << 10;
    private const int LargestMessage = 64 << 10;

    private readonly WebApplication _app;

    private ClassroomServer(WebApplication app, Keys keys, HostNames names, Room room) => (_app, Keys, Names, Room) = (app, keys, names, room);

    /// <summary>The secrets of this serving.</summary>
    public Keys Keys { get; }

    /// <summary>The names under which it answers.</summary>
    public HostNames Names { get; }

    /// <summary>The room.</summary>
    public Room Room { get; }

    /// <summary>Who is here.</summary>
    internal Attendance Attendance => _app.Services.GetRequiredService<Attendance>();

    /// <summary>The class's quiz.</summary>
    internal Quiz Quiz => _app.Services.GetRequiredService<Quiz>();

    /// <summary>The port that it listens on.</summary>
    public int Port { get; private set; }

    /// <summary>Where the class goes, for each name of this machine.</summary>
    public IEnumerable<string> Addresses => Names.Shown.Select(name => $"http://{name}:{Port}/");

    /// <summary>The link that steers. It is a secret.</summary>
    public string TeacherLink => $"http://localhost:{Port}/teach/{Keys.TeacherKey}";

    /// <summary>Starts to serve.</summary>
    /// <exception cref="InputException">The port is taken or the address is not this machine's.</exception>
    public static async Task<ClassroomServer> StartAsync(ServeOptions options, Engines engines, Pipelines pipelines, LessonSettings? lesson = null, CancellationToken cancellation = default)
    {
        var shared = options.Host is not null;
        var (keys, names) = (Keys.New(shared, options.Code), HostNames.For(options.Host));
        var app = Build(options, engines, pipelines, keys, names);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            await app.DisposeAsync();
            throw Refused(options, e);
        }
        var server = new ClassroomServer(app, keys, names, app.Services.GetRequiredService<Room>())
        {
            Port = new Uri(app.Urls.First().Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)).Port,
        };
        app.Services.GetRequiredService<Doors>().Open(server);
        if (lesson is not null)
            server.Room.Load(lesson);
        return server;
    }

    /// <summary>Serves until it is told to stop.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(ServeOptions options, Engines engines, Pipelines pipelines, Keys keys, HostNames names)
    {
        // Nothing outside decides how it is served: no settings file, no environment variable of ASP.NET Core.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
            kestrel.Limits.MaxConcurrentConnections = 600;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 2 * MostPages;
            Listen(kestrel, options);
        });
        var services = builder.Services;
        // A start that fails is told by its exception; once is enough.
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddProvider(new OneLineLog()));
        services.AddRoutingCore();
        services.AddSingleton(engines).AddSingleton(pipelines).AddSingleton(keys).AddSingleton(names).AddSingleton<OwnTexts>().AddSingleton<Doors>().AddSingleton<Quiz>().AddSingleton<Attendance>();
        services.AddSingleton(provider => new Room(engines, pipelines, provider.GetRequiredService<OwnTexts>(), BoardFile.Shipped, options.Threads));
        services.AddScoped<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler>(provider => provider.GetRequiredService<Presence>()).AddScoped<Presence>();
        // Tickets are worth nothing after this serving, so their keys are nowhere but in memory.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "textcollapse";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        });
        services.AddAuthorizationCore();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "textcollapse-form");
        services.AddRateLimiter(ConfigureRates);
        services.AddRazorComponents().AddInteractiveServerComponents(circuit =>
        {
            circuit.DisconnectedCircuitMaxRetained = MostPages;
            circuit.DisconnectedCircuitRetentionPeriod = options.Kept;
            circuit.MaxBufferedUnacknowledgedRenderBatches = 4;
        }).AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);

        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<HostGuard>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<Gate>();
        app.UseAntiforgery();
        app.UseWebSockets();
        app.MapAssets();
        app.MapDoors();
        app.MapExports();
        app.MapUploads();
        app.MapRazorComponents<Pages.App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    private static void ConfigureRates(RateLimiterOptions rates)
    {
        rates.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        rates.OnRejected = async (rejected, cancellation) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            await rejected.HttpContext.Response.WriteAsync("Too many tries. Wait a minute.", cancellation);
        };
        // Whoever guesses from many addresses is held by the second limit.
        rates.AddPolicy(Doors.RatePolicy, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) }));
        rates.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.Request.Path.StartsWithSegments(Gate.Door) || context.Request.Path.StartsWithSegments("/teach")
                ? RateLimitPartition.GetFixedWindowLimiter("doors", _ => new FixedWindowRateLimiterOptions { PermitLimit = 200, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions { TokenLimit = 600, TokensPerPeriod = 100, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));
    }

    private static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, ServeOptions options)
    {
        if (options.Host is null && options.Port == 0)
            kestrel.Listen(IPAddress.Loopback, 0);
        else if (options.Host is null)
            kestrel.ListenLocalhost(options.Port);
        else if (HostNames.IsEverywhere(options.Host))
            kestrel.ListenAnyIP(options.Port);
        else
            kestrel.Listen(AddressOf(options.Host), options.Port);
    }

    private static IPAddress AddressOf(string host)
    {
        try
        {
            return IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address : Dns.GetHostAddresses(host).FirstOrDefault() ?? throw Unknown();
        }
        catch (SocketException)
        {
            throw Unknown();
        }

        InputException Unknown() => new("--host", $"'{host}' is neither an address nor a name that this machine knows. 0.0.0.0 means all of its addresses.");
    }

    private static InputException Refused(ServeOptions options, Exception e)
    {
        var reasons = Chain(e).ToArray();
        if (reasons.OfType<SocketException>().FirstOrDefault() is { SocketErrorCode: SocketError.AddressNotAvailable })
            return new("--host", $"'{options.Host}' is not an address of this machine.");
        if (reasons.OfType<SocketException>().FirstOrDefault() is { SocketErrorCode: SocketError.AccessDenied })
            return new("--port", $"this user may not listen on port {options.Port}. Take one above 1023: --port 5080.");
        return new("--port", $"{options.Port} is in use by another program. Take another: --port {(options.Port < 65535 ? options.Port + 1 : 5080)}, or --port 0 for any that is free.");
    }

    private static IEnumerable<Exception> Chain(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            yield return e;
    }
}
