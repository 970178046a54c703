namespace TextCollapse.Web.Hosting;

/// <summary>How the page is served.</summary>
public sealed record ServeOptions
{
    /// <summary>The port; 0 for any free port.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>The address to listen on, <c>0.0.0.0</c> for all of this machine's addresses; null for loopback only.</summary>
    public string? Host { get; init; }

    /// <summary>The class's access code; null for a random one. Requires <see cref="Host"/>.</summary>
    public string? Code { get; init; }

    /// <summary>Training threads; null for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>How long the state of a page that lost its connection is kept.</summary>
    internal TimeSpan DisconnectedRetention { get; init; } = TimeSpan.FromMinutes(2);
}
