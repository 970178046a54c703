namespace TextCollapse;

/// <summary>
/// The work could not be done (exit code 1): a disk is full, a training diverged. The message names the thing and what to do.
/// </summary>
public sealed class WorkFailedException(string message, Exception? cause = null) : Exception(message, cause);
