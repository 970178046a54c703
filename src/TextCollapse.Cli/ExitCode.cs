namespace TextCollapse.Cli;

/// <summary>What the process answers to a script.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The work failed; the message says what to do.</summary>
    public const int Failed = 1;

    /// <summary>Invalid arguments or study file.</summary>
    public const int Wrong = 2;

    /// <summary>Interrupted; the same command resumes the work.</summary>
    public const int Interrupted = 3;

    /// <summary>Finished, but a verdict or an arm failed.</summary>
    public const int Unfulfilled = 4;
}
