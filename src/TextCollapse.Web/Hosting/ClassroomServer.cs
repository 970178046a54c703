using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Quizzes;
using TextCollapse.Web.Security;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Hosting;

/// <summary>The server of the classroom page: one session, displayed by many browsers.</summary>
public sealed class ClassroomServer : IAsyncDisposable
{
    /// <summary>The maximum number of open pages; further pages show a message.</summary>
    internal const int MaxPages = 150;

    private readonly WebApplication _app;

    private ClassroomServer(WebApplication app) => _app = app;

    /// <summary>The port that the server listens on.</summary>
    public int Port { get; private set; }

    /// <summary>The class's access code; null if the page is available on this machine only.</summary>
    public string? ClassCode => Codes.ClassCode;

    /// <summary>The addresses of the page, one for each name of this machine, the most useful one first.</summary>
    public IEnumerable<string> Addresses => Service<AllowedHosts>().Displayed.Select(name => $"http://{name}:{Port}/");

    /// <summary>The link that gives full control. It is a secret.</summary>
    public string TeacherLink => $"http://localhost:{Port}{AuthMiddleware.TeachPath}/{Codes.TeacherKey}";

    internal AccessCodes Codes => Service<AccessCodes>();

    internal ClassroomSession Session => Service<ClassroomSession>();

    internal Presence Presence => Service<Presence>();

    internal Quiz Quiz => Service<Quiz>();

    /// <summary>Starts the server.</summary>
    /// <param name="options">How the page is served.</param>
    /// <param name="engines">The engines that can train.</param>
    /// <param name="pipelines">The pipelines that can measure.</param>
    /// <param name="lesson">The lesson to load; null to show the recorded one.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <exception cref="InputException">
    /// The port is in use, the address is not one of this machine, or the options contradict each other.
    /// </exception>
    public static async Task<ClassroomServer> StartAsync(
        ServeOptions options, Engines engines, Pipelines pipelines, LessonSettings? lesson = null, CancellationToken cancellation = default)
    {
        var app = Composition.Build(options, engines, pipelines);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            await app.DisposeAsync();
            throw ListenAddress.Explain(options, e);
        }
        var server = new ClassroomServer(app) { Port = ListenAddress.PortOf(app) };
        app.Services.GetRequiredService<JoinInfo>().Server = server;
        _ = Task.Run(() => LessonFolder.DeleteAbandoned(), CancellationToken.None);
        if (lesson is not null)
            server.Session.Load(lesson);
        return server;
    }

    /// <summary>Completes when the token is cancelled.</summary>
    public async Task WaitAsync(CancellationToken cancellation) =>
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();
}
