namespace TextCollapse;

/// <summary>
/// The work could not be completed (exit code 1): a disk is full, a training diverged. The message names the cause and the way out.
/// </summary>
public sealed class WorkFailedException(string message, Exception? cause = null) : Exception(message, cause);
