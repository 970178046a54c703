using System.Text;
using TextCollapse.Randomness;

namespace TextCollapse.Corpora;

/// <summary>A word of a text.</summary>
/// <param name="Text">The word as it occurs in the text.</param>
/// <param name="Within">If it begins a sentence with a capital, its spelling within a sentence; else null.</param>
internal readonly record struct GrammarWord(string Text, string? Within);

/// <summary>
/// <c>grammar:NAME</c> (or <c>grammar:PATH.txt</c>): independent stories sampled from a <see cref="Grammar"/>, one per paragraph. A
/// document has as many stories as needed to reach its length.
/// </summary>
public sealed class GrammarText : IDrawnText
{
    private const string Marks = ",.;:!?", SentenceEnds = ".!?";

    /// <summary>Creates a source of text from a grammar.</summary>
    public GrammarText(Grammar grammar, string name)
    {
        (Grammar, Name) = (grammar, name);
        var words = grammar.Definitions.SelectMany(definition => definition.Alternatives).SelectMany(alternative => alternative.Items)
            .Select(item => item.Word).OfType<string>();
        Alphabet = Alphabet.Of(words.SelectMany(word => (string[])[word, UpperFirst(word)]).Prepend(" \n"));
    }

    /// <summary>The grammar that is sampled.</summary>
    public Grammar Grammar { get; }

    /// <summary>The description of this kind of source.</summary>
    internal static TextSourceKind Kind { get; } = new("grammar", "grammar:PATH.txt",
        "Stories drawn from a probabilistic grammar, every sentence's probability known; data/grammars/stories.txt describes the "
            + "format of your own.", Open)
    {
        Names = [.. Corpora.Grammar.Names.Select(grammar => "grammar:" + grammar)],
        ForClassroom = [new("grammar:stories", "little stories (a grammar wrote them)")],
    };

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Alphabet Alphabet { get; }

    /// <summary>The entropy rate, nats per character.</summary>
    public double EntropyPerCharacter => Grammar.EntropyPerCharacter;

    double? IDrawnText.EntropyPerCharacter => EntropyPerCharacter;

    /// <inheritdoc/>
    public string Draw(ref RandomStream random, int documentLength)
    {
        var text = new StringBuilder();
        var ignored = 0.0;
        while (text.Length < documentLength)
            text.Append(Write(Grammar.Draw(ref random, ref ignored))).Append('\n');
        return text.ToString();
    }

    /// <summary>
    /// Splits a text into sentences, which end with a full stop, a question mark, an exclamation mark, or at the end of a line.
    /// </summary>
    public static IEnumerable<string> Sentences(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var start = 0;
            for (var at = 0; at < line.Length; at++)
                if (SentenceEnds.Contains(line[at]) && (at + 1 == line.Length || line[at + 1] == ' ') || at + 1 == line.Length)
                {
                    yield return line[start..(at + 1)].TrimStart();
                    start = at + 1;
                }
        }
    }

    internal static bool IsMark(string word) => word is [var c] && Marks.Contains(c);

    /// <summary>Joins words to text: no space before punctuation, a capital at the beginning of each sentence.</summary>
    internal static string Write(IEnumerable<string> words)
    {
        var text = new StringBuilder();
        var begins = true;
        foreach (var word in words)
        {
            if (text.Length > 0 && !IsMark(word))
                text.Append(' ');
            text.Append(begins ? UpperFirst(word) : word);
            begins = word is [var c] && SentenceEnds.Contains(c);
        }
        return text.ToString();
    }

    /// <summary>
    /// Splits text into words: the inverse of <see cref="Write"/>. Text that <see cref="Write"/> cannot produce becomes words that no
    /// grammar contains.
    /// </summary>
    internal static List<GrammarWord> Words(string text)
    {
        var words = new List<GrammarWord>();
        var begins = true;
        foreach (var piece in text.Split(' '))
        {
            var end = piece.Length;
            while (end > 1 && Marks.Contains(piece[end - 1]))
                end--;
            var word = IsMark(piece) ? "" : piece[..end];
            words.Add(begins && word.Length > 0 ? FirstWord(word) : new(word, null));
            for (; end < piece.Length; end++)
                words.Add(new(piece[end].ToString(), null));
            begins = piece.Length > 0 && SentenceEnds.Contains(piece[^1]);
        }
        return words;
    }

    private static GrammarWord FirstWord(string word)
    {
        if (char.IsUpper(word[0]))
            return new(word, LowerFirst(word));
        return new(char.IsLower(word[0]) ? "" : word, null);
    }

    private static string UpperFirst(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string LowerFirst(string word) => char.ToLowerInvariant(word[0]) + word[1..];

    private static GrammarText? Open(string name, string? grammar)
    {
        if (grammar is not { Length: > 0 })
            return null;
        var isFile = grammar.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
        return new(isFile ? Corpora.Grammar.Parse(string.Concat(new TextFile(grammar).Read(long.MaxValue, default)), grammar)
            : Corpora.Grammar.Named(grammar), name);
    }
}
