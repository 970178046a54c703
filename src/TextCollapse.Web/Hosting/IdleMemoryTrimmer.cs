using Microsoft.Extensions.Hosting;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Hosting;

/// <summary>
/// Returns memory to the system after the last page has been closed and its circuit discarded. Without it, the process keeps its peak
/// memory: an idle process allocates nothing, so no garbage collection is triggered.
/// </summary>
internal sealed class IdleMemoryTrimmer(Presence presence, ClassroomSession session, ServeOptions options) : BackgroundService
{
    private readonly SemaphoreSlim _changed = new(0);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _changed.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Circuits are discarded some time after their retention period has ended.
        var afterLastPage = options.DisconnectedRetention + TimeSpan.FromSeconds(10);
        presence.Changed += Signal;
        try
        {
            while (true)
            {
                await _changed.WaitAsync(stoppingToken);
                while (await _changed.WaitAsync(afterLastPage, stoppingToken))
                {
                    // A page was opened or closed; restart the wait.
                }
                if (presence.Pages == 0 && !session.State.IsBusy)
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
        finally
        {
            presence.Changed -= Signal;
        }
    }

    private void Signal() => _changed.Release();
}
