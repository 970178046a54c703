using System.Globalization;
using System.Text.RegularExpressions;

namespace TextCollapse.Corpora;

/// <summary>Reads a grammar file and reports all problems at once.</summary>
internal sealed partial class GrammarReader(string place)
{
    private readonly List<Problem> _problems = [];
    private readonly Dictionary<string, (int Line, List<(double Weight, string[] Items)> Alternatives)> _definitions =
        new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly List<(int Line, string Name)> _sentences = [];

    internal Grammar Read(string text)
    {
        foreach (var (line, content) in LogicalLines(text))
            Statement(line, content);
        if (_order.Count == 0 && _problems.Count == 0)
            Problem(1, "no definition: a grammar has lines such as <story> = <name> laughed .");
        Throw();
        CheckNames();
        Throw();
        var grammar = Build();
        if (!new GrammarExpectations(grammar).AreFinite)
            Problem(_definitions[_order[0]].Line,
                "some derivations do not end, or have infinite expected length: give the alternatives that do not recurse more "
                + "weight.");
        Throw();
        return grammar;
    }

    /// <summary>Lines without comments; a line that begins with white space continues the previous one.</summary>
    private static IEnumerable<(int Line, string Content)> LogicalLines(string text)
    {
        var (start, content) = (0, "");
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd();
            if (line.StartsWith('#') || line.Length == 0)
                continue;
            if (char.IsWhiteSpace(line[0]) && content.Length > 0)
                content += line;
            else
            {
                if (content.Length > 0)
                    yield return (start, content);
                (start, content) = (number, line.TrimStart());
            }
        }
        if (content.Length > 0)
            yield return (start, content);
    }

    private void Statement(int line, string content)
    {
        var words = content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "sentences")
            _sentences.AddRange(words[1..].Select(word => (line, word)));
        else if (words.Length < 3 || !Name().IsMatch(words[0]) || words[1] is not ("=" or "~"))
            Problem(line,
                $"'{content[..Math.Min(40, content.Length)]}' is not a definition: write <name> = words | words, <name> ~ exponent words, "
                + $"or sentences <name>.");
        else if (_definitions.ContainsKey(words[0]))
            Problem(line, $"{words[0]} is defined twice, first on line {_definitions[words[0]].Line}.");
        else
        {
            _order.Add(words[0]);
            _definitions[words[0]] = (line, [.. words[1] == "=" ? Alternatives(line, words[2..]) : Zipf(line, words[2..])]);
        }
    }

    private IEnumerable<(double, string[])> Zipf(int line, string[] words)
    {
        if (!double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var exponent)
            || exponent is not (>= 0 and <= 10))
            Problem(line, $"'{words[0]}' is not an exponent: ~ must be followed by a number from 0 to 10.");
        if (words.Length < 2)
            Problem(line, "no words after the exponent.");
        foreach (var twice in words[1..].CountBy(word => word).Where(pair => pair.Value > 1))
            Problem(line, $"'{twice.Key}' occurs {twice.Value} times in the list.");
        foreach (var (rank, word) in words[1..].Index())
        {
            CheckWord(line, word, mayBeName: false);
            yield return (Math.Pow(rank + 1, -exponent), [word]);
        }
    }

    private IEnumerable<(double, string[])> Alternatives(int line, string[] words)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var alternative in string.Join(' ', words).Split('|', StringSplitOptions.TrimEntries))
        {
            var items = alternative.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var weight = 1.0;
            if (items.Length > 0 && char.IsAsciiDigit(items[0][0])
                && double.TryParse(items[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out weight))
                items = items[1..];
            if (weight <= 0)
                Problem(line, $"the weight {weight} of '{alternative}' is not positive.");
            if (items.Length == 0)
                Problem(line, "an alternative is empty: every alternative has at least one word or name.");
            else if (!seen.Add(string.Join(' ', items)))
                Problem(line, $"'{string.Join(' ', items)}' occurs twice: write it once with the sum of the weights.");
            foreach (var item in items)
                CheckWord(line, item, mayBeName: true);
            yield return (weight, items);
        }
    }

    private void CheckWord(int line, string word, bool mayBeName)
    {
        if (word.Contains('<') || word.Contains('>') ? !mayBeName || !Name().IsMatch(word)
            : !GrammarText.IsMark(word) && (word.Any(char.IsControl) || ",.;:!?|".Contains(word[^1])))
            Problem(line,
                $"'{word}' is neither a word nor a <name>: put spaces before punctuation; names have lower-case letters and hyphens.");
    }

    private void CheckNames()
    {
        foreach (var (name, (line, alternatives)) in _definitions)
            foreach (var unknown in alternatives.SelectMany(alternative => alternative.Items)
                .Where(item => item[0] == '<' && !_definitions.ContainsKey(item)).Distinct())
                Problem(line, $"{unknown} in {name} is not defined{Hint(unknown)}.");
        foreach (var (line, name) in _sentences.Where(sentence => !_definitions.ContainsKey(sentence.Name)))
            Problem(line, $"{name} is not defined{Hint(name)}.");
        Throw();
        var reached = new HashSet<string>([_order[0]], StringComparer.Ordinal);
        for (var open = new Stack<string>(reached); open.TryPop(out var name);)
            foreach (var item in _definitions[name].Alternatives.SelectMany(alternative => alternative.Items))
                if (item[0] == '<' && reached.Add(item))
                    open.Push(item);
        foreach (var name in _order.Where(name => !reached.Contains(name)))
            Problem(_definitions[name].Line, $"{name} is never used: it cannot be reached from {_order[0]}.");
        foreach (var name in _order.Where(name => UnitDerivations(name).Contains(name)))
            Problem(_definitions[name].Line, $"{name} can derive itself alone, so that a text has infinitely many derivations.");
    }

    /// <summary>The names that a name can derive through unit productions.</summary>
    private HashSet<string> UnitDerivations(string name)
    {
        var singles = new HashSet<string>(StringComparer.Ordinal);
        for (var open = new Stack<string>([name]); open.TryPop(out var next);)
            foreach (var (_, items) in _definitions[next].Alternatives)
                if (items is [['<', ..] single] && singles.Add(single))
                    open.Push(single);
        return singles;
    }

    private Grammar Build()
    {
        var number = _order.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var definitions = _order.Select(name =>
        {
            var alternatives = _definitions[name].Alternatives;
            var sum = alternatives.Sum(alternative => alternative.Weight);
            return new GrammarDefinition(name, [.. alternatives.Select(alternative => new GrammarAlternative(alternative.Weight / sum,
                [.. alternative.Items.Select(item => item[0] == '<' ? new GrammarItem(null, number[item]) : new GrammarItem(item, -1))]))]);
        });
        return new Grammar([.. definitions], _sentences.Count == 0 ? [0]
            : [.. _sentences.Select(sentence => number[sentence.Name]).Distinct()]);
    }

    private string Hint(string name) => Nearest.To(name, _order) is { } nearest ? $"; did you mean {nearest}?" : "";

    private void Problem(int line, string message) => _problems.Add(new Problem($"{place}:{line}", message));

    private void Throw()
    {
        if (_problems.Count > 0)
            throw new InputException(_problems);
    }

    [GeneratedRegex("^<[a-z][a-z0-9-]*>$")]
    private static partial Regex Name();
}
