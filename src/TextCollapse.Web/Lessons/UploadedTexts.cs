using System.Security.Cryptography;
using TextCollapse.Corpora;

namespace TextCollapse.Web.Lessons;

/// <summary>
/// The texts that teachers pasted or uploaded. They are named by their hash and kept in memory: neither the name nor the content of a file
/// is used as a path. Thread-safe.
/// </summary>
internal sealed class UploadedTexts
{
    /// <summary>The maximum size of a text, in bytes.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>The maximum number of stored texts; the oldest is removed first.</summary>
    public const int MaxTexts = 8;

    /// <summary>The length of the hash in a text's name, in hexadecimal digits.</summary>
    public const int HashLength = 16;

    /// <summary>The minimum length of a text, in characters: enough for training and held-out text.</summary>
    public static readonly int MinCharacters = (int)(LessonRanges.Characters.Min * 1.2);

    private const int MaxRejectedCharacters = 1 << 16;

    private readonly Lock _lock = new();
    private readonly List<KeyValuePair<string, byte[]>> _texts = [];
    private readonly List<KeyValuePair<string, RejectedText>> _rejected = [];

    /// <summary>The error for a text over the limit.</summary>
    public static InputException TooLarge() =>
        new("Your text", FormattableString.Invariant($"is larger than {MaxBytes >> 20} MB. Shorten it."));

    /// <summary>Stores a text and returns its name (<c>own-HASH</c>).</summary>
    /// <exception cref="InputException">It is too short, too large, not UTF-8, or not text.</exception>
    public string Add(byte[] bytes)
    {
        if (bytes.Length > MaxBytes)
            throw TooLarge();
        var text = CleanText.Decode(bytes, atStart: true, out var fault, out var at);
        if (fault is not null)
            throw new InputException("Your text", FormattableString.Invariant($"cannot be read: byte {at} is {fault}."));
        if (text.Length < MinCharacters)
        {
            var lengths = FormattableString.Invariant($"has {text.Length:N0} characters; at least {MinCharacters:N0} are needed.");
            throw new InputException("Your text", lengths);
        }
        var name = LessonSettings.UploadPrefix + Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashLength];
        lock (_lock)
            Put(_texts, name, bytes);
        return name;
    }

    /// <summary>The bytes of a text, or null if this server does not have it.</summary>
    public byte[]? Find(string name)
    {
        lock (_lock)
            return _texts.FirstOrDefault(known => known.Key == name).Value;
    }

    /// <summary>Stores the reason for a rejection, and a pasted text of moderate length, for the visitor's next page.</summary>
    public void Reject(string visitor, string reason, string? pasted)
    {
        lock (_lock)
            Put(_rejected, visitor, new(reason, pasted is { Length: <= MaxRejectedCharacters } ? pasted : ""));
    }

    /// <summary>The visitor's rejected text, or null.</summary>
    /// <param name="visitor">The visitor's identifier.</param>
    /// <param name="remove">True if the page is interactive; the prerendered page must not remove the text.</param>
    public RejectedText? RejectedOf(string visitor, bool remove)
    {
        lock (_lock)
        {
            var rejected = _rejected.FirstOrDefault(known => known.Key == visitor).Value;
            if (remove)
                _rejected.RemoveAll(known => known.Key == visitor);
            return rejected;
        }
    }

    private static void Put<T>(List<KeyValuePair<string, T>> list, string key, T value)
    {
        list.RemoveAll(known => known.Key == key);
        list.Add(new(key, value));
        if (list.Count > MaxTexts)
            list.RemoveAt(0);
    }
}

/// <summary>A rejected text.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Pasted">The pasted text, so that it can be corrected; empty for a file and for a very long text.</param>
public sealed record RejectedText(string Reason, string Pasted);
