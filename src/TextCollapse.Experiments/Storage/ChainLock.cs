using System.Globalization;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Storage;

/// <summary>
/// The right to work on one chain: the <see cref="HeldFile"/> <c>chain.lock</c> in its folder. On a shared file system it holds between
/// machines
/// wherever file locks do.
/// </summary>
internal sealed class ChainLock : IDisposable
{
    private const string Name = "chain.lock", HolderName = "chain.holder";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private ChainLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, waiting as long as <paramref name="patience"/> says.</summary>
    /// <exception cref="InputException">Another process works on the chain.</exception>
    public static ChainLock Take(string folder, TimeSpan patience, CancellationToken cancellation)
    {
        Folders.Create(folder);
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (TryTake(folder) is { } taken)
                return taken;
            if (waited >= patience)
                throw new InputException(folder,
                    $"is being worked on by another process{Holder(folder)}. Two processes never work on one chain: wait for that one, "
                    + $"or end it; its lock falls with it.");
            if (cancellation.WaitHandle.WaitOne(Pause))
                cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Whether some process works on the chain now.</summary>
    public static bool IsTaken(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Name)))
            return false;
        using var opened = TryOpen(folder);
        return opened is null;
    }

    public void Dispose() => _file.Dispose();

    private static ChainLock? TryTake(string folder)
    {
        if (TryOpen(folder) is not { } file)
            return null;
        TryTell(folder);
        return new ChainLock(file);
    }

    private static FileStream? TryOpen(string folder) => HeldFile.TryOpen(Path.Combine(folder, Name));

    /// <summary>Who holds the lock, for people to read; a locked file cannot be read itself.</summary>
    private static void TryTell(string folder)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, HolderName),
                string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The lock holds without it.
        }
    }

    private static string Holder(string folder)
    {
        try
        {
            return $" ({File.ReadAllText(Path.Combine(folder, HolderName))})";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
