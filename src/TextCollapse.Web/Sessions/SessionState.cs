using TextCollapse.Web.Measurements;

namespace TextCollapse.Web.Sessions;

/// <summary>What the session is doing.</summary>
public enum SessionStatus
{
    /// <summary>Shows a recorded lesson; trains nothing.</summary>
    Recorded,

    /// <summary>Reads the real text.</summary>
    Preparing,

    /// <summary>Waits.</summary>
    Paused,

    /// <summary>Trains.</summary>
    Running,

    /// <summary>The last generation is trained.</summary>
    Finished,

    /// <summary>The lesson failed; the message gives the reason.</summary>
    Failed,
}

/// <summary>How fast a lesson advances.</summary>
public enum PlaybackSpeed
{
    /// <summary>Waits five seconds after each generation.</summary>
    Slow,

    /// <summary>Waits one and a half seconds after each generation.</summary>
    Normal,

    /// <summary>Does not wait.</summary>
    Full,
}

/// <summary>A snapshot of the session, shown by all pages. Immutable.</summary>
public sealed record SessionState
{
    /// <summary>Increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>What the session is doing.</summary>
    public SessionStatus Status { get; init; } = SessionStatus.Recorded;

    /// <summary>How fast the lesson advances.</summary>
    public PlaybackSpeed Speed { get; init; } = PlaybackSpeed.Normal;

    /// <summary>The reason why the lesson failed; otherwise empty.</summary>
    public string Message { get; init; } = "";

    /// <summary>The progress of the current work; empty if idle.</summary>
    public string Progress { get; init; } = "";

    /// <summary>The results so far.</summary>
    public required LessonResults Results { get; init; }

    /// <summary>The lesson's number, from 1; 0 for the recorded one.</summary>
    public int Lesson { get; init; }

    /// <summary>The user decisions in this lesson, in order.</summary>
    public IReadOnlyList<DecisionNote> Decisions { get; init; } = [];

    /// <summary>Whether models are being trained, or are about to be.</summary>
    public bool IsBusy => Status is SessionStatus.Running or SessionStatus.Preparing;
}

/// <summary>A decision as listed on the page.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="By">Name of the person who decided.</param>
/// <param name="Arm">The arm's name.</param>
/// <param name="Action">The decision.</param>
/// <param name="Reason">The reason given.</param>
public sealed record DecisionNote(DateTimeOffset At, string By, string Arm, string Action, string Reason);
