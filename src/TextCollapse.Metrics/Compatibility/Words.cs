using System.Globalization;
using System.Text;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>Words of text, for the metrics that are defined on words.</summary>
internal static class Words
{
    /// <summary>The definition of a word, as part of a metric's definition.</summary>
    public const string Definition = "words are separated by white space";

    /// <summary>Above this share of other letters, a text is not suitable for metrics of words.</summary>
    private const double MostOthers = 0.1;

    // The Unicode blocks of scripts without spaces between words: Thai, Lao; Tibetan, Burmese; Khmer; New Tai Lue, Tai Tham; kana, Chinese.
    private static readonly (int First, int Last)[] WithoutSpaces =
    [
        (0x0E00, 0x0EFF), (0x0F00, 0x109F), (0x1780, 0x17FF), (0x1950, 0x1AAF), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x9FFF),
        (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x1B000, 0x1B16F), (0x20000, 0x323AF),
    ];

    /// <summary>Splits a text at runs of white space.</summary>
    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Numbers the distinct words, in order of first occurrence.</summary>
    public static int[][] Number(IEnumerable<IReadOnlyList<string>> documents)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. documents.Select(words => words.Select(Of).ToArray())];

        int Of(string word)
        {
            if (!known.TryGetValue(word, out var number))
                known.Add(word, number = known.Count);
            return number;
        }
    }

    /// <summary>
    /// Why texts have no words separated by white space: more than a tenth of their letters belong to scripts without spaces. Null if they
    /// have.
    /// </summary>
    public static string? Missing(IReadOnlyList<string> texts)
        => Share(texts, rune => Array.Exists(WithoutSpaces, block => rune >= block.First && rune <= block.Last))
            is > MostOthers and var share ? Reason(share, "of scripts without spaces between words") : null;

    /// <summary>Why texts do not consist of words of a–z: more than a tenth of their letters are others. Null if they do.</summary>
    public static string? NotLatin(IReadOnlyList<string> texts)
        => Share(texts, rune => rune >= 128) is > MostOthers and var share ? Reason(share, "not among a–z") : null;

    /// <summary>The share of letters that satisfy a condition; 0 for no letters.</summary>
    private static double Share(IReadOnlyList<string> texts, Func<int, bool> such)
    {
        long letters = 0, found = 0;
        foreach (var text in texts)
            foreach (var rune in text.EnumerateRunes())
                if (Rune.IsLetter(rune))
                {
                    letters++;
                    found += such(rune.Value) ? 1 : 0;
                }
        return letters == 0 ? 0 : (double)found / letters;
    }

    private static string Reason(double share, string what)
        => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} % of the letters are {what}, more than a tenth");
}
