namespace TextCollapse.Corpora;

/// <summary>One item of an alternative: a word, or the number of a definition.</summary>
internal readonly record struct GrammarItem(string? Word, int Definition);

/// <summary>One way to rewrite a symbol, with its probability; the alternatives of a symbol sum to one.</summary>
internal readonly record struct GrammarAlternative(double Probability, GrammarItem[] Items);

/// <summary>A symbol with its alternatives.</summary>
internal sealed record GrammarDefinition(string Name, GrammarAlternative[] Alternatives)
{
    /// <summary>The probability of each word if every alternative is a single word; else null.</summary>
    internal Dictionary<string, double>? Lexicon { get; } = Alternatives.All(alternative => alternative.Items is [{ Word: not null }])
        ? Alternatives.ToDictionary(alternative => alternative.Items[0].Word!, alternative =>
            alternative.Probability, StringComparer.Ordinal) : null;
}

/// <summary>
/// A probabilistic context-free grammar of stories. The file format is described at the beginning of <c>data/grammars/stories.txt</c>.
/// Definition 0 is the story; some definitions are sentences. The probability of a string is the sum over all derivations, computed by the
/// inside algorithm (Baker 1979).
/// </summary>
public sealed class Grammar
{
    private readonly Lazy<GrammarExpectations> _expectations;
    private readonly double[][] _cumulative;

    internal Grammar(GrammarDefinition[] definitions, int[] sentences)
    {
        Definitions = definitions;
        Sentences = sentences;
        _expectations = new(() => new GrammarExpectations(this));
        _cumulative =
            [.. definitions.Select(definition => definition.Alternatives.Select((_, i) =>
            definition.Alternatives.Take(i + 1).Sum(a => a.Probability)).ToArray())];
        (Shortest, Longest) = GrammarSpans.Of(this);
    }

    internal GrammarDefinition[] Definitions { get; }

    /// <summary>The definitions that are sentences.</summary>
    internal int[] Sentences { get; }

    /// <summary>The minimum number of words that each definition derives.</summary>
    internal int[] Shortest { get; }

    /// <summary>The maximum number of words that each definition derives; <see cref="int.MaxValue"/> if unbounded.</summary>
    internal int[] Longest { get; }

    /// <summary>The number of definitions and of alternatives (rules).</summary>
    public (int Definitions, int Rules) Size => (Definitions.Length, Definitions.Sum(definition => definition.Alternatives.Length));

    /// <summary>The grammar of that name that is part of the library: <c>stories</c>.</summary>
    /// <exception cref="InputException">There is no grammar of that name.</exception>
    public static Grammar Named(string name)
    {
        using var stream = typeof(Grammar).Assembly.GetManifestResourceStream($"grammars/{name}.txt")
            ?? throw new InputException("grammar:" + name,
                $"there is no grammar '{name}'{(Nearest.To(name, Names) is { } nearest ? $"; did you mean {nearest}?" : ".")} "
                + $"Grammars: {string.Join(", ", Names)}; grammar:PATH.txt reads your own.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), name + ".txt");
    }

    /// <summary>The names of the grammars that are part of the library.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. typeof(Grammar).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("grammars/", StringComparison.Ordinal)).Select(name => Path.GetFileNameWithoutExtension(name))
            .Order(StringComparer.Ordinal)];

    /// <summary>Parses a grammar.</summary>
    /// <param name="text">The content of the file.</param>
    /// <param name="place">The file's name in messages.</param>
    /// <exception cref="InputException">The grammar is invalid; lists every problem with its line.</exception>
    public static Grammar Parse(string text, string place) => new GrammarReader(place).Read(text);

    /// <summary>The entropy of a story's derivation, nats; equal to the entropy of the story if no story has two derivations.</summary>
    public double StoryEntropy => _expectations.Value.Entropy[0];

    /// <summary>Expected characters of a story, including the separator after it.</summary>
    public double StoryCharacters => _expectations.Value.Characters[0];

    /// <summary>
    /// The entropy rate of text of independent stories, nats per character: a lower bound of every model's cross-entropy (if no story has
    /// two derivations).
    /// </summary>
    public double EntropyPerCharacter => StoryEntropy / StoryCharacters;

    /// <summary>Expected sentences of a story.</summary>
    public double StorySentences => Sentences.Sum(sentence => _expectations.Value.Count[sentence]);

    /// <summary>The entropy of the derivation of a sentence drawn at random from the text, given its sentence definition; nats.</summary>
    public double SentenceEntropy =>
        Sentences.Sum(sentence => _expectations.Value.Count[sentence] * _expectations.Value.Entropy[sentence]) / StorySentences;

    /// <summary>
    /// The true share of each word (or punctuation mark) in the text, in its spelling within a sentence. Exact, including the tail.
    /// </summary>
    public IReadOnlyDictionary<string, double> WordProbabilities => _expectations.Value.Words;

    /// <summary>
    /// The natural logarithm of the probability of this sentence among sentences drawn at random from the text; −∞ if it is ungrammatical.
    /// </summary>
    public double LogProbabilityOfSentence(string sentence)
    {
        var inside = new GrammarInside(this, GrammarText.Words(sentence));
        return Math.Log(Sentences.Sum(definition => _expectations.Value.Count[definition] * inside.Whole(definition)) / StorySentences);
    }

    /// <summary>The natural logarithm of the probability of this story; −∞ if it is ungrammatical.</summary>
    public double LogProbabilityOfStory(string story) => Math.Log(new GrammarInside(this, GrammarText.Words(story)).Whole(0));

    /// <summary>True if the grammar generates this sentence.</summary>
    public bool IsSentence(string sentence) => !double.IsNegativeInfinity(LogProbabilityOfSentence(sentence));

    /// <summary>
    /// Samples the words of a story; the log-probability of its derivation is added to <paramref name="logProbability"/>, nats.
    /// </summary>
    internal List<string> Draw(ref Randomness.RandomStream random, ref double logProbability)
    {
        var words = new List<string>();
        var open = new Stack<GrammarItem>([new GrammarItem(null, 0)]);
        while (open.TryPop(out var item))
            if (item.Word is { } word)
                words.Add(word);
            else
            {
                var cumulative = _cumulative[item.Definition];
                var u = random.NextDouble() * cumulative[^1];
                var chosen = Array.BinarySearch(cumulative, u);
                var alternative = Definitions[item.Definition].Alternatives[Math.Min(chosen < 0 ? ~chosen
                    : chosen + 1, cumulative.Length - 1)];
                logProbability += Math.Log(alternative.Probability);
                foreach (var next in alternative.Items.Reverse())
                    open.Push(next);
            }
        return words;
    }
}
