using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TextCollapse.Files;

namespace TextCollapse.Corpora;

/// <summary>A folder of downloaded texts. No text is used before its hash was checked, and nothing is executed.</summary>
/// <param name="folder">Created when the first text is stored.</param>
public sealed class TextCache(string folder)
{
    /// <summary>The user's cache.</summary>
    public static TextCache OfUser => new(Path.Combine(CacheFolder.Path, "corpora"));

    /// <summary>The path of the prepared text.</summary>
    public string PathOf(PublicText text) => Path.Combine(folder, text.Name + ".txt");

    /// <summary>The path of the unchanged download; a file put there by hand is used as well.</summary>
    public string DownloadPathOf(PublicText text) => Path.Combine(folder, text.Name + ".download");

    /// <summary>True if the text is in the cache.</summary>
    public bool Has(PublicText text) => File.Exists(PathOf(text)) && File.Exists(HashPathOf(text));

    /// <summary>Returns the path of the text after a check of its hash.</summary>
    /// <exception cref="InputException">It is missing or damaged.</exception>
    public string Open(PublicText text)
    {
        var path = PathOf(text);
        if (!Has(text))
            throw new InputException(text.Name,
                $"this text is not on this machine yet: download it ({Size(text.Bytes)}) with 'corpus get {text.Name}'.");
        try
        {
            return HashOf(path) == File.ReadAllText(HashPathOf(text)) ? path
                : throw new InputException(text.Name,
                    $"{path} is damaged: its hash has changed. Download it again with 'corpus get {text.Name}'.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(text.Name, $"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Prepares the text from the download at <see cref="DownloadPathOf"/>, which is checked and then deleted.</summary>
    /// <exception cref="WorkFailedException">The download does not match the manifest; it is deleted.</exception>
    internal void Prepare(PublicText text)
    {
        var download = DownloadPathOf(text);
        try
        {
            Check(text, "the download", text.Sha256, HashOf(download));
            var bytes = text.Entry is null ? File.ReadAllBytes(download) : Unpack(text, download);
            if (text.Entry is not null)
                Check(text, text.Entry, text.TextSha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            var ready = Encoding.UTF8.GetBytes(Trim(CleanText.Salvage(bytes), text));
            File.Delete(HashPathOf(text));
            AtomicFile.WriteBytes(PathOf(text), ready);
            AtomicFile.WriteText(HashPathOf(text), Convert.ToHexStringLower(SHA256.HashData(ready)));
        }
        catch (Exception e) when (e is InvalidDataException or WorkFailedException)
        {
            File.Delete(download);
            throw e as WorkFailedException
                ?? new WorkFailedException($"{text.Name}: the download from {text.Address} is not a readable zip archive: {e.Message}",
                e);
        }
        File.Delete(download);
    }

    /// <summary>A size in megabytes as text.</summary>
    internal static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    private string HashPathOf(PublicText text) => PathOf(text) + ".sha256";

    private static void Check(PublicText text, string what, string? expected, string actual)
    {
        if (expected is not null && !expected.Equals(actual, StringComparison.OrdinalIgnoreCase))
            throw new WorkFailedException(
                $"{text.Name}: {what} from {text.Address} has the SHA-256 {actual}, but {expected} is expected. It was "
                + $"deleted. Try again; if the error persists, the address now serves another file.");
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>
    /// Unpacks one entry, found by its exact name, into memory. Never writes to a path from the archive and never exceeds the size in the
    /// manifest.
    /// </summary>
    private static byte[] Unpack(PublicText text, string archive)
    {
        using var zip = ZipFile.OpenRead(archive);
        var entry = zip.GetEntry(text.Entry!) ?? throw new InvalidDataException($"it has no {text.Entry}.");
        using var unpacked = entry.Open();
        using var bytes = new MemoryStream((int)Math.Min(entry.Length, text.EntryBytes));
        var buffer = new byte[1 << 16];
        for (int read; (read = unpacked.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > text.EntryBytes)
                throw new InvalidDataException($"{text.Entry} unpacks to more than {text.EntryBytes} bytes.");
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private static string Trim(string whole, PublicText text)
    {
        var after = text.After is null ? -1 : LineFrom(whole, text.After, 0);
        var start = after < 0 ? 0 : whole.IndexOf('\n', after) + 1;
        var end = text.Before is null ? -1 : LineFrom(whole, text.Before, start);
        return text.After is null && text.Before is null ? whole : whole[start..(end < 0 ? whole.Length : end)].Trim('\n') + "\n";
    }

    private static int LineFrom(string whole, string beginning, int start)
    {
        if (whole.AsSpan(start).StartsWith(beginning))
            return start;
        return whole.IndexOf("\n" + beginning, start, StringComparison.Ordinal) is var at and >= 0 ? at + 1 : -1;
    }
}
