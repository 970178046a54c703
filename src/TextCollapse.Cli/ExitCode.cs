namespace TextCollapse.Cli;

/// <summary>Exit codes of the process.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The work failed; the message explains what to do.</summary>
    public const int Failed = 1;

    /// <summary>Invalid arguments or study file.</summary>
    public const int Wrong = 2;

    /// <summary>Interrupted; the same command resumes the work.</summary>
    public const int Interrupted = 3;

    /// <summary>Finished, but a verdict or an arm failed.</summary>
    public const int Unfulfilled = 4;
}
