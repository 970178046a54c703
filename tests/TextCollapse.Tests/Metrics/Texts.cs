using System.Text;
using TextCollapse.Corpora;

namespace TextCollapse.Tests.Metrics;

/// <summary>Strings and token lists as documents: every different character (Unicode scalar) or token becomes a symbol.</summary>
internal static class Texts
{
    public static Document[] Documents(params string[] texts) => Documents(texts.Select(Characters));

    public static Document[] Documents(IEnumerable<string[]> tokenised)
    {
        var symbols = new Dictionary<string, ushort>();
        return [.. tokenised.Select(tokens => new Document(tokens.Select(Symbol).ToArray(), Provenance.Real("test")))];

        ushort Symbol(string token) => symbols.TryGetValue(token, out var symbol) ? symbol : symbols[token] = (ushort)symbols.Count;
    }

    public static string[] Characters(string text) => [.. text.EnumerateRunes().Select(rune => rune.ToString())];

    /// <summary>Symbols that are the UTF-16 units of a text, so that results can be read back.</summary>
    public static ushort[] Units(string text) => [.. text.Select(unit => (ushort)unit)];

    public static Document OfSymbols(params ushort[] symbols) => new(symbols, Provenance.Real("test"));

    public static string Read(ReadOnlySpan<ushort> symbols)
    {
        var text = new StringBuilder();
        foreach (var symbol in symbols)
            text.Append((char)symbol);
        return text.ToString();
    }
}
