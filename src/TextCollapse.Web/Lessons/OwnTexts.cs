using System.Security.Cryptography;
using TextCollapse.Corpora;

namespace TextCollapse.Web.Lessons;

/// <summary>
/// Texts that the teacher pasted or uploaded. They are known by their hash and kept in memory: neither a file's name nor its content is ever used as a
/// path.
/// </summary>
public sealed class OwnTexts
{
    /// <summary>Bytes of the largest text.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>Texts that are kept; the oldest goes.</summary>
    public const int MostTexts = 8;

    /// <summary>Hexadecimal digits of a text's name.</summary>
    public const int HashLength = 16;

    private readonly Lock _lock = new();
    private readonly List<KeyValuePair<string, byte[]>> _texts = [];
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);

    /// <summary>Keeps a text and gives its name (<c>own-HASH</c>).</summary>
    /// <exception cref="InputException">It is empty, too large, not UTF-8, or not text.</exception>
    public string Add(byte[] bytes)
    {
        if (bytes.Length > MostBytes)
            throw new InputException("The text", FormattableString.Invariant($"is larger than {MostBytes >> 20} MB."));
        var text = CleanText.Decode(bytes, atStart: true, out var fault, out var at);
        if (fault is not null)
            throw new InputException("The text", FormattableString.Invariant($"cannot be read: byte {at} is {fault}."));
        var needed = LessonRanges.Characters.Least * 1.2;
        if (text.Length < needed)
            throw new InputException("The text", FormattableString.Invariant($"has {text.Length:N0} characters; at least {needed:N0} are needed, for training and for held-out text."));
        var name = LessonSettings.OwnPrefix + Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashLength];
        lock (_lock)
        {
            _texts.RemoveAll(known => known.Key == name);
            _texts.Add(new(name, bytes));
            if (_texts.Count > MostTexts)
                _texts.RemoveAt(0);
        }
        return name;
    }

    /// <summary>The bytes of a text, or null if it was never given to this server.</summary>
    public byte[]? Find(string name)
    {
        lock (_lock)
            return _texts.FirstOrDefault(known => known.Key == name).Value;
    }

    /// <summary>Remembers what was wrong with a visitor's text until the page is drawn again.</summary>
    public void Tell(string visitor, string problem)
    {
        lock (_lock)
        {
            if (_problems.Count >= MostTexts)
                _problems.Clear();
            _problems[visitor] = problem;
        }
    }

    /// <summary>What was wrong with a visitor's text; null when nothing was.</summary>
    /// <param name="visitor">The visitor.</param>
    /// <param name="taken">True once it stands on a page that stays: a page is drawn once before it answers to clicks and then again.</param>
    public string? ProblemOf(string visitor, bool taken)
    {
        lock (_lock)
            return taken ? _problems.Remove(visitor, out var problem) ? problem : null : _problems.GetValueOrDefault(visitor);
    }
}
