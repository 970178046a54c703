namespace TextCollapse.Corpora;

/// <summary>The inside probabilities of one string of words: P(definition ⇒ words i … j − 1), summed over all derivations.</summary>
/// <param name="grammar">A grammar without empty alternatives and without cycles of unit productions.</param>
/// <param name="words">The words. A word that begins a sentence with a capital also carries its spelling within a sentence.</param>
internal sealed class GrammarInside(Grammar grammar, IReadOnlyList<GrammarWord> words)
{
    private readonly Dictionary<(int Definition, int From, int To), double> _known = [];

    internal double Whole(int definition) => words.Count == 0 ? 0 : Of(definition, 0, words.Count);

    private double Of(int definition, int from, int to)
    {
        if (to - from < grammar.Shortest[definition] || to - from > grammar.Longest[definition])
            return 0;
        if (grammar.Definitions[definition].Lexicon is { } lexicon)
            return lexicon.GetValueOrDefault(words[from].Text) + (words[from].Within is { } within ? lexicon.GetValueOrDefault(within) : 0);
        if (_known.TryGetValue((definition, from, to), out var known))
            return known;
        var sum = 0.0;
        foreach (var alternative in grammar.Definitions[definition].Alternatives)
            sum += alternative.Probability * Sequence(alternative.Items, from, to);
        return _known[(definition, from, to)] = sum;
    }

    private double Sequence(ReadOnlySpan<GrammarItem> items, int from, int to)
    {
        // Check the words at both ends first: most alternatives fail there.
        if (items[^1].Word is { } last && !Is(to - 1, last))
            return 0;
        if (items.Length == 1)
        {
            if (items[0].Word is null)
                return Of(items[0].Definition, from, to);
            return to - from == 1 ? 1 : 0;
        }
        if (items[0].Word is { } first)
            return to - from > 1 && Is(from, first) ? Sequence(items[1..], from + 1, to) : 0;
        var rest = 0L;
        foreach (var item in items[1..])
            rest += item.Word is null ? grammar.Shortest[item.Definition] : 1;
        var most = Math.Min(to - rest, (long)from + grammar.Longest[items[0].Definition]);
        var sum = 0.0;
        for (var at = from + grammar.Shortest[items[0].Definition]; at <= most; at++)
            if ((items[1].Word is not { } next || Is(at, next)) && Of(items[0].Definition, from, at) is var left and > 0)
                sum += left * Sequence(items[1..], at, to);
        return sum;
    }

    private bool Is(int at, string word) => words[at].Text == word || words[at].Within == word;
}
