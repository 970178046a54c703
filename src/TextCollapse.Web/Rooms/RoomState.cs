namespace TextCollapse.Web.Rooms;

/// <summary>What goes on in the room.</summary>
public enum RoomState
{
    /// <summary>A recorded run is shown; nothing trains.</summary>
    Recorded,

    /// <summary>The real text is being read.</summary>
    Preparing,

    /// <summary>The lesson waits.</summary>
    Paused,

    /// <summary>Models train.</summary>
    Running,

    /// <summary>The last generation is done.</summary>
    Finished,

    /// <summary>The lesson cannot go on; the message says why.</summary>
    Failed,
}

/// <summary>How fast a lesson goes.</summary>
public enum Tempo
{
    /// <summary>Five seconds of looking between two generations.</summary>
    Slow,

    /// <summary>A second and a half between two generations.</summary>
    Steady,

    /// <summary>As fast as this machine trains.</summary>
    Full,
}

/// <summary>What everybody sees of the room at one moment. Immutable.</summary>
public sealed record RoomView
{
    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }

    /// <summary>What goes on.</summary>
    public RoomState State { get; init; } = RoomState.Recorded;

    /// <summary>How fast it goes.</summary>
    public Tempo Tempo { get; init; } = Tempo.Steady;

    /// <summary>What there is to tell: why a lesson failed, say; empty when nothing.</summary>
    public string Message { get; init; } = "";

    /// <summary>What is being done, for those who wait; empty when nothing is.</summary>
    public string Doing { get; init; } = "";

    /// <summary>The content.</summary>
    public required Board Board { get; init; }

    /// <summary>Which lesson this is, counted from 1; 0 for the recorded one.</summary>
    public int Lesson { get; init; }

    /// <summary>The decisions of people in this lesson, in order.</summary>
    public IReadOnlyList<DecisionNote> Decisions { get; init; } = [];

    /// <summary>Whether models train or are about to.</summary>
    public bool IsBusy => State is RoomState.Running or RoomState.Preparing;
}

/// <summary>A decision as the page tells it.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Who">Who decided.</param>
/// <param name="Arm">In which arm.</param>
/// <param name="What">What was done.</param>
/// <param name="Why">The reason given.</param>
public sealed record DecisionNote(DateTimeOffset At, string Who, string Arm, string What, string Why);
