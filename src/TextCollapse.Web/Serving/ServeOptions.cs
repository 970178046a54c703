namespace TextCollapse.Web.Serving;

/// <summary>How the page is served.</summary>
public sealed record ServeOptions
{
    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>The address to listen on, <c>0.0.0.0</c> for all of this machine's; null for this machine alone (loopback).</summary>
    public string? Host { get; init; }

    /// <summary>The class's code where the page is shared; null to draw one.</summary>
    public string? Code { get; init; }

    /// <summary>Threads that train; null for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>How long a page that has lost its connection is kept for its return.</summary>
    internal TimeSpan Kept { get; init; } = TimeSpan.FromMinutes(2);
}
