using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TextCollapse.Files;

namespace TextCollapse.Corpora;

/// <summary>The downloaded texts in one folder. Nothing in it is used before its hash was checked, and nothing is ever executed.</summary>
/// <param name="folder">Made when something is kept in it.</param>
public sealed class TextCache(string folder)
{
    /// <summary>The user's cache.</summary>
    public static TextCache OfUser => new(Path.Combine(CacheFolder.Path, "corpora"));

    /// <summary>Where the text is kept once it is ready.</summary>
    public string PathOf(PublicText text) => Path.Combine(folder, text.Name + ".txt");

    /// <summary>Where the unchanged download goes; a file put there by hand is taken as well.</summary>
    public string DownloadPathOf(PublicText text) => Path.Combine(folder, text.Name + ".download");

    /// <summary>True if the text is there.</summary>
    public bool Has(PublicText text) => File.Exists(PathOf(text)) && File.Exists(HashPathOf(text));

    /// <summary>The path of the text, its hash checked.</summary>
    /// <exception cref="InputException">It is not there, or damaged.</exception>
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
                    $"{path} is damaged: its hash is not what it was. Download it again with 'corpus get {text.Name}'.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(text.Name, $"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Makes the text of the download at <see cref="DownloadPathOf"/>, which is checked and then deleted.</summary>
    /// <exception cref="WorkFailedException">The download is not what the manifest says; it is deleted.</exception>
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
                ?? new WorkFailedException($"{text.Name}: what came from {text.Address} is no zip archive that can be read: {e.Message}",
                e);
        }
        File.Delete(download);
    }

    /// <summary>A size as people read it.</summary>
    internal static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    private string HashPathOf(PublicText text) => PathOf(text) + ".sha256";

    private static void Check(PublicText text, string what, string? expected, string actual)
    {
        if (expected is not null && !expected.Equals(actual, StringComparison.OrdinalIgnoreCase))
            throw new WorkFailedException(
                $"{text.Name}: {what} from {text.Address} has the SHA-256 {actual}, but {expected} is expected. It is not used and was "
                + $"deleted; try again, and if it happens again the address serves something else now.");
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>One entry by its exact name into memory, never a path on disk, and never more than the manifest allows.</summary>
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
