using System.Globalization;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Storage;

/// <summary>
/// The lock of a chain: the <see cref="HeldFile"/> <c>chain.lock</c> in its folder. On a shared file system it works between machines if
/// file locks do.
/// </summary>
internal sealed class ChainLock : IDisposable
{
    private const string Name = "chain.lock", HolderName = "chain.holder";
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private ChainLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, waiting at most <paramref name="patience"/>.</summary>
    /// <exception cref="InputException">Another process is running the chain.</exception>
    public static ChainLock Take(string folder, TimeSpan patience, CancellationToken cancellation)
    {
        Folders.Create(folder);
        for (var waited = TimeSpan.Zero; ; waited += RetryInterval)
        {
            if (TryTake(folder) is { } taken)
                return taken;
            if (waited >= patience)
                throw new InputException(folder,
                    $"is in use by another process{Holder(folder)}. A chain is run by one process at a time: wait for that one, "
                    + $"or end it, which releases the lock.");
            if (cancellation.WaitHandle.WaitOne(RetryInterval))
                cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Whether a process is running the chain now.</summary>
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
        TryWriteHolder(folder);
        return new ChainLock(file);
    }

    private static FileStream? TryOpen(string folder) => HeldFile.TryOpen(Path.Combine(folder, Name));

    /// <summary>Records who holds the lock in a second file, since a locked file cannot be read.</summary>
    private static void TryWriteHolder(string folder)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, HolderName),
                string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The lock works without it.
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
