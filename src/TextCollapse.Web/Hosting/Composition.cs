using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Quizzes;
using TextCollapse.Web.Security;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Hosting;

/// <summary>Configures the server: limits, services and the request pipeline.</summary>
internal static class Composition
{
    private const long MaxFormBytes = 64 << 10;
    private const int MaxMessageBytes = 64 << 10;

    public static WebApplication Build(ServeOptions options, Engines engines, Pipelines pipelines)
    {
        var codes = AccessCodes.Create(shared: options.Host is not null, options.Code);
        // No settings file or environment variable may change how the page is served.
        var settings = new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" };
        var builder = WebApplication.CreateEmptyBuilder(settings);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxFormBytes;
            kestrel.Limits.MaxConcurrentConnections = 4 * ClassroomServer.MaxPages;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 2 * ClassroomServer.MaxPages;
            ListenAddress.Configure(kestrel, options);
        });
        builder.Services.AddSingleton(options).AddSingleton(engines).AddSingleton(pipelines);
        builder.Services.AddSingleton(codes).AddSingleton(AllowedHosts.For(options.Host));
        AddClassroom(builder.Services, options);
        AddSecurity(builder.Services);
        AddPages(builder.Services, options);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    private static void AddClassroom(IServiceCollection services, ServeOptions options)
    {
        services.AddSingleton<UploadedTexts>().AddSingleton<Quiz>().AddSingleton<Presence>().AddSingleton<JoinInfo>();
        services.AddSingleton(provider => new ClassroomSession(
            provider.GetRequiredService<Engines>(),
            provider.GetRequiredService<Pipelines>(),
            provider.GetRequiredService<UploadedTexts>(),
            RecordedLesson.Embedded,
            options.Threads));
        services.AddScoped<PresenceCircuitHandler>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<PresenceCircuitHandler>());
        services.AddHostedService<IdleMemoryTrimmer>();
    }

    private static void AddSecurity(IServiceCollection services)
    {
        services.AddSingleton<VisitorRateLimits>().AddSingleton<DeviceCookie>().AddSingleton<FailedAttemptLimiter>();
        // Tickets are valid for this process only, so their keys stay in memory.
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
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            // A whole class may share one address and load the page at the same time, with about ten requests each.
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new()
                {
                    TokenLimit = 20 * ClassroomServer.MaxPages,
                    TokensPerPeriod = 500,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }));
        });
    }

    private static void AddPages(IServiceCollection services, ServeOptions options)
    {
        // A failed start is reported by its exception; the log entry of the host would duplicate it.
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddProvider(new ErrorLogger()));
        services.AddRoutingCore();
        // UploadedTexts rejects a text that is too long with a message; the form reader would show an error page.
        services.Configure<FormOptions>(form => form.ValueLengthLimit = (int)UploadEndpoints.MaxFormBytes);
        services.AddRazorComponents().AddInteractiveServerComponents(circuit =>
        {
            circuit.DisconnectedCircuitMaxRetained = ClassroomServer.MaxPages;
            circuit.DisconnectedCircuitRetentionPeriod = options.DisconnectedRetention;
            circuit.MaxBufferedUnacknowledgedRenderBatches = 4;
        }).AddHubOptions(hub => hub.MaximumReceiveMessageSize = MaxMessageBytes);
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseMiddleware<HostFilterMiddleware>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<AuthMiddleware>();
        app.UseMiddleware<UploadSizeMiddleware>();
        app.UseAntiforgery();
        app.UseWebSockets();
        app.MapAssets();
        app.MapJoin();
        app.MapExports();
        app.MapUploads();
        app.MapRazorComponents<Pages.App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
    }
}
