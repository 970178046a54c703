using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Review;

/// <summary>A text to be judged blind. Show only <paramref name="Text"/> before the vote.</summary>
/// <param name="Id">Identifies the item without revealing the answer.</param>
/// <param name="Generation">The generation that the question is about.</param>
/// <param name="IsReal">The answer.</param>
/// <param name="Text">The excerpt, cut at spaces on both sides if possible, for real and generated text alike.</param>
public sealed record QuizItem(string Id, int Generation, bool IsReal, string Text)
{
    /// <summary>Creates an item from an excerpt of held-out real text or of a generation's text.</summary>
    /// <param name="source">The text that it is taken from.</param>
    /// <param name="generation">The generation that the question is about.</param>
    /// <param name="isReal">Whether <paramref name="source"/> is real text.</param>
    /// <param name="length">Maximum number of characters.</param>
    /// <param name="draw">Draws an integer ≥ 0 and below its argument.</param>
    public static QuizItem From(Corpus source, int generation, bool isReal, int length, Func<int, int> draw)
    {
        var number = draw(source.Documents.Count);
        var document = source.Documents[number];
        var start = draw(Math.Max(1, document.Length - length + 1));
        var text = source.Alphabet.Decode(document.Symbols.Span.Slice(start, Math.Min(length, document.Length - start)));
        var (first, last) = (text.IndexOf(' ', StringComparison.Ordinal), text.LastIndexOf(' '));
        var name = string.Create(CultureInfo.InvariantCulture, $"{generation} {isReal} {number} {start} {length} {text}");
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..12], generation, isReal,
            (last > first + length / 2 ? text[(first + 1)..last] : text).Trim());
    }
}
