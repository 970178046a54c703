using System.Buffers;
using System.Text;

namespace TextCollapse.Corpora;

/// <summary>
/// Keeps sentences of prose and removes near-duplicates. A sentence qualifies if it has only letters, digits and common punctuation, 30 to
/// 400 characters, a full stop at the end and at most a quarter of its characters in code names. Of sentences that differ only in names,
/// digits or their opening verb, one is kept. Of sentences that begin with the same three words, at most sixty are kept (thousands begin
/// "Gets or sets the").
/// </summary>
internal sealed class ProseFilter
{
    private const int MaxPerOpening = 60;
    private const int ParagraphLength = 400;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:'\"()-?!");

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _openings = new(StringComparer.Ordinal);

    /// <summary>
    /// Joins the sentences of one file into paragraphs. Each paragraph belongs to one type and is followed by a blank line.
    /// </summary>
    internal string Keep(IEnumerable<Sentence> sentences)
    {
        var text = new StringBuilder();
        var (start, type) = (0, -1);
        foreach (var sentence in sentences)
        {
            if (!IsProse(sentence) || !IsNew(sentence.Key))
                continue;
            if (text.Length > start && (sentence.Type != type || text.Length - start > ParagraphLength))
            {
                text.Append("\n\n");
                start = text.Length;
            }
            type = sentence.Type;
            text.Append(text.Length > start ? " " : "").Append(sentence.Text);
        }
        return text.Length == 0 ? "" : text.Append("\n\n").ToString();
    }

    private static bool IsProse(Sentence sentence)
        => sentence.Text.Length is >= 30 and <= 400 && sentence.Text[^1] == '.' && 4 * sentence.NameLength <= sentence.Text.Length
            && char.IsAsciiLetter(sentence.Text[0]) && !sentence.Text.AsSpan().ContainsAnyExcept(Characters);

    private bool IsNew(string key)
    {
        var opening = key[..End(key, words: 3)];
        var count = _openings.GetValueOrDefault(opening);
        if (count >= MaxPerOpening || !_seen.Add(Gist(key)))
            return false;
        _openings[opening] = count + 1;
        return true;
    }

    /// <summary>
    /// The key without its opening verb and article, so that "Returns the length of #." and "The length of #." are duplicates.
    /// </summary>
    private static string Gist(string key)
    {
        var first = End(key, words: 1);
        var start = first > 1 && key[first - 1] == 's' && first < key.Length ? first + 1 : 0;
        foreach (var article in (ReadOnlySpan<string>)["the ", "a ", "an "])
            if (key.AsSpan(start).StartsWith(article))
                return key[(start + article.Length)..];
        return key[start..];
    }

    private static int End(string key, int words)
    {
        var at = -1;
        while (words-- > 0)
            if ((at = key.IndexOf(' ', at + 1)) < 0)
                return key.Length;
        return at;
    }
}
