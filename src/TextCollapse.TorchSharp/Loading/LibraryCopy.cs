using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TextCollapse.Files;

namespace TextCollapse.Torch;

/// <summary>
/// A changed copy of a native library, kept in the user's cache under the hash of the original; the original is never touched.
/// </summary>
internal static class LibraryCopy
{
    /// <summary>Where the copy is kept.</summary>
    internal static string PathIn(string cache, byte[] original, string version) =>
        Path.Combine(cache, "libtorch", $"{Convert.ToHexStringLower(SHA256.HashData(original))}.{version}.so");

    /// <summary>
    /// Loads the copy from the cache, or from a private temporary file where the cache is read-only, full or does not allow execution.
    /// </summary>
    /// <param name="path">Where the copy is kept in the cache.</param>
    /// <param name="bytes">What the copy holds.</param>
    /// <returns>The loaded library, and the file that it came from; null for a temporary file, which is gone again.</returns>
    /// <exception cref="DllNotFoundException">The loader refuses the copy; its message says why.</exception>
    /// <exception cref="WorkFailedException">The copy can be written to neither place.</exception>
    internal static (nint Library, string? Path) Load(string path, byte[] bytes)
    {
        string cause;
        try
        {
            Keep(path, bytes);
            return (NativeLibrary.Load(path), path);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or WorkFailedException or DllNotFoundException)
        {
            cause = (failure.InnerException ?? failure).Message;
        }
        return (LoadTemporary(path, bytes, cause), null);
    }

    /// <summary>Writes the copy unless the file holds exactly these bytes, so that a damaged one is replaced.</summary>
    /// <exception cref="WorkFailedException">The folder is read-only or full.</exception>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    internal static void Keep(string path, byte[] bytes)
    {
        var file = new FileInfo(path);
        if (file.Exists && file.Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            return;
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        AtomicFile.WriteBytes(path, bytes);
    }

    private static nint LoadTemporary(string path, byte[] bytes, string cause)
    {
        string? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("textcollapse-").FullName;
            var temporary = Path.Combine(folder, Path.GetFileName(path));
            File.WriteAllBytes(temporary, bytes);
            return NativeLibrary.Load(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new WorkFailedException($"the copy of {NativeFiles.LibTorchSharp} that this machine can load could be written neither to "
                + $"{Path.GetDirectoryName(path)} ({cause.TrimEnd('.')}) nor to {Path.GetTempPath()} ({failure.Message.TrimEnd('.')}); "
                + "free some space or set TEXTCOLLAPSE_CACHE to another folder", failure);
        }
        finally
        {
            // A loaded library does not need its name any more.
            if (folder is not null)
                Directory.Delete(folder, recursive: true);
        }
    }
}
