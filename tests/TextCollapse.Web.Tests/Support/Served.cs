using TextCollapse.Studies;
using TextCollapse.Web.Rooms;
using TextCollapse.Web.Serving;

namespace TextCollapse.Web.Tests.Support;

/// <summary>A page served on a free port of this machine.</summary>
internal static class Served
{
    public static Task<ClassroomServer> Start(ServeOptions? options = null) =>
        ClassroomServer.StartAsync(options ?? new ServeOptions { Port = 0 }, new Engines(), new Pipelines());

    public static string Base(this ClassroomServer server) => $"http://localhost:{server.Port}/";

    /// <summary>Waits until the room is as it should be.</summary>
    public static async Task Until(this Room room, Func<RoomView, bool> reached, int seconds = 60)
    {
        for (var waited = 0; !reached(room.View); waited += 20)
        {
            Assert.True(waited < seconds * 1000, $"After {seconds} s the room was {room.View.State} at generation {room.View.Board.Generation}: {room.View.Message}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until a count is as it should be.</summary>
    public static async Task Reaches<T>(this ClassroomServer _, Func<T> count, T expected, int seconds = 60)
    {
        for (var waited = 0; !EqualityComparer<T>.Default.Equals(count(), expected); waited += 20)
        {
            Assert.True(waited < seconds * 1000, $"After {seconds} s there were {count()} instead of {expected}");
            await Task.Delay(20);
        }
    }
}
