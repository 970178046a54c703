namespace TextCollapse.Models.Ngram;

/// <summary>
/// A back-off model over words from an ARPA file. log₁₀ p(w | h) is that of the n-gram h w if it is listed, else the back-off weight of h
/// (0 if none is listed) plus log₁₀ p(w | h without its first word). Scores equal those of KenLM up to the single precision in which KenLM
/// sums.
/// </summary>
internal sealed class ArpaModel
{
    internal const string Unknown = "<unk>", Begin = "<s>", End = "</s>";

    // The log₁₀ probability that KenLM gives to unknown words if the vocabulary has no <unk>.
    private const double MissingUnknown = -100;

    private static readonly char[] Spaces = [' ', '\t', '\n', '\v', '\f', '\r', '\0'];

    private readonly Dictionary<string, Entry> _grams;
    private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _find;

    internal ArpaModel(int order, Dictionary<string, Entry> grams)
    {
        (Order, _grams) = (order, grams);
        _grams.TryAdd(Unknown, new Entry(MissingUnknown, 0));
        _find = _grams.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The values of one n-gram, both log₁₀.</summary>
    internal readonly record struct Entry(double Probability, double BackOff);

    /// <summary>The length of the longest n-grams.</summary>
    public int Order { get; }

    /// <summary>The number of n-grams of all lengths.</summary>
    public int Count => _grams.Count;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file cannot be read or is malformed; lists every problem with its line.</exception>
    public static ArpaModel Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            return Read(reader, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads the text of a file; <paramref name="name"/> is its name in error messages.</summary>
    /// <exception cref="InputException">The text is malformed; lists every problem with its line.</exception>
    public static ArpaModel Read(TextReader text, string name) => new ArpaReader(text, name).Read();

    /// <summary>Scores one line of words separated by white space.</summary>
    /// <param name="line">The words.</param>
    /// <param name="sentence">Whether to score the line as a sentence: after <c>&lt;s&gt;</c> and including <c>&lt;/s&gt;</c>. Otherwise it
    /// begins without context.</param>
    /// <exception cref="InputException">The line is to be scored as a sentence, but the model has no <c>&lt;s&gt;</c> or
    /// <c>&lt;/s&gt;</c>.</exception>
    public ArpaScore Score(string line, bool sentence = true)
    {
        if (sentence && !(_grams.ContainsKey(Begin) && _grams.ContainsKey(End)))
            throw new InputException("arpa", $"has no {Begin} or no {End}, so lines cannot be scored as sentences.");
        var words = line.Split(Spaces, StringSplitOptions.RemoveEmptyEntries).Select(word => _grams.ContainsKey(word) ? word : Unknown);
        var history = sentence ? [Begin, .. words, End] : words.ToArray();
        var text = string.Join(' ', history);
        var starts = new int[history.Length + 1];
        for (var i = 0; i < history.Length; i++)
            starts[i + 1] = starts[i] + history[i].Length + 1;
        var score = new ArpaScore();
        for (var i = sentence ? 1 : 0; i < history.Length; i++)
        {
            var log10 = Probability(text, starts.AsSpan(Math.Max(0, i - Order + 1)..(i + 2)));
            score += history[i] == Unknown ? new ArpaScore(0, log10, 1, 1) : new ArpaScore(log10, 0, 1, 0);
        }
        return score;
    }

    /// <summary>
    /// log₁₀ p of the last word given the others; <paramref name="starts"/> has the start of each word, and the position after the last
    /// one.
    /// </summary>
    private double Probability(string text, ReadOnlySpan<int> starts)
    {
        if (_find.TryGetValue(text.AsSpan(starts[0]..(starts[^1] - 1)), out var gram))
            return gram.Probability;
        var backOff = _find.TryGetValue(text.AsSpan(starts[0]..(starts[^2] - 1)), out var context) ? context.BackOff : 0;
        return backOff + Probability(text, starts[1..]);
    }
}
