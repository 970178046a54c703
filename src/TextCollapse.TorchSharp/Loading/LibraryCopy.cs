using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TextCollapse.Files;

namespace TextCollapse.Torch;

/// <summary>
/// A patched copy of a native library, stored in the user's cache under the hash of the original. The original is never modified.
/// </summary>
internal static class LibraryCopy
{
    /// <summary>The path of the copy in the cache.</summary>
    internal static string PathIn(string cache, byte[] original, string version) =>
        Path.Combine(cache, "libtorch", $"{Convert.ToHexStringLower(SHA256.HashData(original))}.{version}.so");

    /// <summary>
    /// Loads the copy from the cache, or from a private temporary file where the cache is read-only, full or does not allow execution.
    /// </summary>
    /// <param name="path">The path of the copy in the cache.</param>
    /// <param name="bytes">The content of the copy.</param>
    /// <returns>The loaded library and the file it was loaded from; null for a temporary file, which has been deleted.</returns>
    /// <exception cref="DllNotFoundException">The loader rejects the copy; the message gives the reason.</exception>
    /// <exception cref="WorkFailedException">The copy can be written to neither location.</exception>
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

    /// <summary>Writes the copy unless the file already has exactly these bytes, so that a damaged file is replaced.</summary>
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
            // A loaded library no longer needs its file name.
            if (folder is not null)
                Directory.Delete(folder, recursive: true);
        }
    }
}
