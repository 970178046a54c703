using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Tests.Support;

/// <summary>Starts servers on a free port, and waits for their states.</summary>
internal static class TestServer
{
    public static Task<ClassroomServer> Start(ServeOptions? options = null) =>
        ClassroomServer.StartAsync(options ?? new ServeOptions { Port = 0 }, new Engines(), new Pipelines());

    public static string Base(this ClassroomServer server) => $"http://localhost:{server.Port}/";

    /// <summary>Waits until the session has reached a state.</summary>
    public static async Task Until(this ClassroomSession session, Func<SessionState, bool> reached, int seconds = 60)
    {
        for (var waited = 0; !reached(session.State); waited += 20)
        {
            var state = session.State;
            Assert.True(waited < seconds * 1000, $"After {seconds} s: {state.Status} at generation {state.Results.Generation}: {state.Message}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until a value is as expected.</summary>
    public static async Task Reaches<T>(this ClassroomServer _, Func<T> count, T expected, int seconds = 60)
    {
        for (var waited = 0; !EqualityComparer<T>.Default.Equals(count(), expected); waited += 20)
        {
            Assert.True(waited < seconds * 1000, $"After {seconds} s: {count()} instead of {expected}");
            await Task.Delay(20);
        }
    }
}
