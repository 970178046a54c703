using System.Globalization;
using System.Text;

namespace TextCollapse.Experiments.Analysis;

/// <summary>
/// Texts as strings of which each character is a unit that is counted: the text itself, or one character for each word and punctuation
/// mark. A word is a run of letters, digits, marks and apostrophes; white space only separates. The most frequent words have characters of
/// their own; the others share one.
/// </summary>
internal sealed class UnitCoding
{
    /// <summary>Words that are told apart: with one more for all others and a document's boundary they fill 16 bits.</summary>
    internal const int MostWords = 65_000;

    private const int FirstSurrogate = 0xD800, Surrogates = 0x800;

    private readonly Dictionary<string, int>? _words;

    private UnitCoding(Dictionary<string, int>? words, double othersShare, int kinds) =>
        (_words, OthersShare, Kinds) = (words, othersShare, kinds);

    /// <summary>Characters as they are.</summary>
    public static UnitCoding Characters { get; } = new(null, 0, 0);

    /// <summary>The share of the words that share one character.</summary>
    public double OthersShare { get; }

    /// <summary>How many different words there are.</summary>
    public int Kinds { get; }

    /// <summary>The coding of the words of some texts.</summary>
    public static UnitCoding Words(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var text in texts)
            foreach (var (from, length) in Split(text))
            {
                ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                    counts.GetAlternateLookup<ReadOnlySpan<char>>(), text.AsSpan(from, length), out _);
                count++;
            }
        var known = counts.OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(MostWords).ToArray();
        var all = counts.Values.Sum();
        return new(known.Select((word, i) => (word.Key, i)).ToDictionary(word => word.Key, word => word.i + 1, StringComparer.Ordinal),
            all == 0 ? 0 : 1 - (double)known.Sum(word => word.Value) / all, counts.Count);
    }

    /// <summary>The text in units.</summary>
    public string Encode(string text)
    {
        if (_words is null)
            return text;
        var known = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var coded = new StringBuilder(text.Length / 4);
        foreach (var (from, length) in Split(text))
        {
            var number = known.TryGetValue(text.AsSpan(from, length), out var word) ? word : MostWords + 1;
            coded.Append(new Rune(number < FirstSurrogate ? number : number + Surrogates).ToString());
        }
        return coded.ToString();
    }

    /// <summary>Where the words and punctuation marks of a text are.</summary>
    internal static IEnumerable<(int From, int Length)> Split(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var from = at;
            var isWord = false;
            while (at < text.Length && IsInWord(text, at))
            {
                at += char.IsSurrogatePair(text, at) ? 2 : 1;
                isWord = true;
            }
            if (!isWord)
                at += char.IsSurrogatePair(text, at) ? 2 : 1;
            if (isWord || !char.IsWhiteSpace(text[from]))
                yield return (from, at - from);
        }
    }

    private static bool IsInWord(string text, int at) => text[at] is '\'' or '’' || CharUnicodeInfo.GetUnicodeCategory(text, at) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;
}
