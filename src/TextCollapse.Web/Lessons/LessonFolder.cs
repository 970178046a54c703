namespace TextCollapse.Web.Lessons;

/// <summary>
/// The temporary folder of a lesson, deleted with it. Its process holds a lock on it, so that the next server can distinguish a
/// folder in use from one that a killed process left behind.
/// </summary>
internal sealed class LessonFolder : IDisposable
{
    private const string Prefix = "textcollapse-lesson-", LockName = "server.lock", RunName = "run";

    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(1);

    private readonly string _path;
    private readonly FileStream _lock;

    private LessonFolder(string path, FileStream held) => (_path, _lock) = (path, held);

    /// <summary>The folder of the lesson's run.</summary>
    public string RunPath => Path.Combine(_path, RunName);

    /// <summary>Creates an empty folder.</summary>
    /// <param name="root">The folder to create it in; null for the system's temporary folder.</param>
    public static LessonFolder Create(string? root = null)
    {
        var path = Path.Combine(root ?? Path.GetTempPath(), Prefix + Path.GetRandomFileName());
        Directory.CreateDirectory(path);
        return new(path, Lock(path));
    }

    /// <summary>
    /// Deletes folders left behind by processes that were killed. Very recent folders are kept, because they may not be locked yet.
    /// </summary>
    /// <param name="root">As for <see cref="Create"/>.</param>
    public static void DeleteAbandoned(string? root = null)
    {
        foreach (var path in Directory.EnumerateDirectories(root ?? Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(path) < MinAge)
                    continue;
                Lock(path).Dispose();
                Directory.Delete(path, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, or owned by another user.
            }
        }
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next server tries again.
        }
    }

    private static FileStream Lock(string path) =>
        new(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
