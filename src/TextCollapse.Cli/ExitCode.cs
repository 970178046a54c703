namespace TextCollapse.Cli;

/// <summary>What the process answers to a script.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The work failed; the message says what to do.</summary>
    public const int Failed = 1;

    /// <summary>The words or the file were wrong.</summary>
    public const int Wrong = 2;

    /// <summary>Interrupted; the same command goes on.</summary>
    public const int Interrupted = 3;

    /// <summary>Finished, but a verdict or a cell failed.</summary>
    public const int Unfulfilled = 4;
}
