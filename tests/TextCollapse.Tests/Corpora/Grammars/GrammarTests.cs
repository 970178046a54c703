using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Corpora.Grammars;

public class GrammarTests
{
    private const string Toy = """
        # a comment
        <story> = 3 <sentence> <story> | 1 <sentence>
        sentences <sentence>
        <sentence> = 2 the <noun> slept . | 1 <name> saw the <noun> ,
          or the <noun> !
        <noun> ~ 1 cat dog
        <name> = Ann | ann
        """;

    private static readonly Grammar Small = Grammar.Parse(Toy, "toy.txt");

    private static Grammar Stories { get; } = Grammar.Named("stories");

    private static List<string> Draw(Grammar grammar, int number, out double logProbability)
    {
        var random = new RandomKey(1, "test", 0).Stream("story", number);
        logProbability = 0;
        return grammar.Draw(ref random, ref logProbability);
    }

    [Theory]
    [InlineData("The cat slept.", 2.0 / 3 * 2 / 3)]
    [InlineData("The dog slept.", 2.0 / 3 * 1 / 3)]
    [InlineData("Ann saw the cat, or the dog!", 1.0 / 3 * 2 / 3 * 1 / 3)]
    [InlineData("the cat slept.", 0)]
    [InlineData("The cat slept", 0)]
    [InlineData("The cat slept. The cat slept.", 0)]
    [InlineData("The  cat slept.", 0)]
    [InlineData("Ann saw the cat , or the dog!", 0)]
    [InlineData("The cat or dog!", 0)]
    [InlineData("", 0)]
    public void The_probability_of_a_sentence_is_exact(string sentence, double probability)
    {
        Assert.Equal(probability, Math.Exp(Small.LogProbabilityOfSentence(sentence)), 1e-15);
        Assert.Equal(probability > 0, Small.IsSentence(sentence));
    }

    [Fact]
    public void The_probability_of_a_story_is_that_of_its_sentences_and_its_length()
        => Assert.Equal(0.75 * 0.25 * (4.0 / 9) * (2.0 / 9), Math.Exp(Small.LogProbabilityOfStory("The cat slept. The dog slept.")), 1e-15);

    [Fact]
    public void Derivations_of_the_same_words_are_summed()
    {
        var grammar = Grammar.Parse("<s> = 1 <s> <s> | 3 x", "a.txt");
        // Catalan numbers of binary trees: with three leaves 2 · (1/4)² (3/4)³.
        Assert.Equal(2 / 16.0 * 27 / 64, Math.Exp(grammar.LogProbabilityOfStory("X x x")), 1e-15);
    }

    [Fact]
    public void Expectations_are_exact()
    {
        Assert.Equal(4, Small.StorySentences, 1e-12);
        double H(params double[] p) => -p.Sum(x => x * Math.Log(x));
        var noun = H(2 / 3.0, 1 / 3.0);
        var sentence = H(2 / 3.0, 1 / 3.0) + 2 / 3.0 * noun + 1 / 3.0 * (2 * noun + Math.Log(2));
        Assert.Equal(sentence, Small.SentenceEntropy, 1e-12);
        Assert.Equal(4 * (sentence + H(0.75, 0.25)), Small.StoryEntropy, 1e-12);
        // "The cat slept." and the space after it have 15 characters, "Ann saw the cat, or the dog!" 29.
        Assert.Equal(4 * (2 / 3.0 * 15 + 1 / 3.0 * 29), Small.StoryCharacters, 1e-12);
        var words = 2 / 3.0 * 4 + 1 / 3.0 * 9;
        Assert.Equal((2 / 3.0 * 1 + 1 / 3.0 * 2) * (1 / 3.0) / words, Small.WordProbabilities["dog"], 1e-12);
        Assert.Equal(1, Small.WordProbabilities.Values.Sum(), 1e-12);
    }

    [Fact]
    public void Every_problem_of_a_file_is_reported_with_its_line()
    {
        const string text = """
            <a> = <b> <c>. | 0 x | x || <missing>
            <b> ~ many one one
            <a> = twice
            nonsense
            <unused> = y
            """;
        var problems = Assert.Throws<InputException>(() => Grammar.Parse(text, "bad.txt")).Problems;
        Assert.Equal([1, 1, 1, 1, 2, 2, 3, 4], problems.Select(problem => problem.Place[^1] - '0').Order());
        Assert.Contains(problems, problem => problem.Message.Contains("'many' is not an exponent"));
        Assert.Contains(problems, problem => problem.Message.Contains("<a> is defined twice, first on line 1"));
    }

    [Theory]
    [InlineData("<a> = <nuon>\n<noun> = x", "bad.txt:1: <nuon> in <a> is not defined; did you mean <noun>?")]
    [InlineData("<a> = x\n<b> = y", "bad.txt:2: <b> is never used")]
    [InlineData("<a> = <b> | x\n<b> = <a>", "bad.txt:1: <a> can derive itself alone")]
    [InlineData("<a> = <a> x", "do not end")]
    [InlineData("<a> = <a> <a> | x", "do not end")]
    [InlineData("", "bad.txt:1: no definition")]
    public void A_grammar_that_is_no_law_is_refused(string text, string message)
        => Assert.Contains(message, Assert.Throws<InputException>(() => Grammar.Parse(text, "bad.txt")).Message);

    [Fact]
    public void An_unknown_grammar_is_reported_with_the_nearest_name()
        => Assert.Contains("did you mean stories", Assert.Throws<InputException>(() => TextSource.Parse("grammar:storys")).Message);

    [Fact]
    public void The_stories_have_hundreds_of_rules_and_a_long_tail()
    {
        var (definitions, rules) = Stories.Size;
        Assert.True(definitions > 50 && rules > 1000, $"{definitions} definitions, {rules} rules");
        var shares = Stories.WordProbabilities.Values.OrderDescending().ToArray();
        Assert.True(shares.Length > 1000 && shares[0] > 0.1 && shares[^1] < 1e-4, $"{shares.Length} words, {shares[0]} to {shares[^1]}");
    }

    [Fact]
    public void Every_story_is_derived_in_one_way_only()
    {
        for (var number = 0; number < 300; number++)
        {
            var words = Draw(Stories, number, out var derivation);
            var text = GrammarText.Write(words);
            Assert.True(Math.Abs(derivation - Stories.LogProbabilityOfStory(text)) < 1e-9, text);
            Assert.All(GrammarText.Sentences(text), sentence => Assert.True(Stories.IsSentence(sentence), sentence));
        }
    }

    [Fact]
    public void Entropy_length_and_words_are_those_of_drawn_stories()
    {
        const int count = 20_000;
        var (information, characters) = (new double[count], new double[count]);
        var words = new Dictionary<string, int>();
        for (var number = 0; number < count; number++)
        {
            var story = Draw(Stories, number, out var derivation);
            information[number] = -derivation;
            characters[number] = GrammarText.Write(story).Length + 1;
            foreach (var word in story)
                words[word] = words.GetValueOrDefault(word) + 1;
        }
        // Four standard errors of the means.
        Within(Stories.StoryEntropy, information);
        Within(Stories.StoryCharacters, characters);
        var all = (double)words.Values.Sum();
        foreach (var word in new[] { "the", ".", "house", "windmill", "Anna", "Balthasar" })
            Assert.InRange(words[word] / all / Stories.WordProbabilities[word], 0.8, 1.25);

        static void Within(double expected, double[] sample)
        {
            var mean = sample.Average();
            Assert.InRange(mean - expected, -4 * Error(sample, mean), 4 * Error(sample, mean));
        }

        static double Error(double[] sample, double mean) => Math.Sqrt(sample.Sum(x => (x - mean) * (x - mean)) / sample.Length / sample.Length);
    }

    [Fact]
    public void A_study_draws_any_amount_of_stories()
    {
        var source = (GrammarText)TextSource.Parse("grammar:stories");
        var real = RealText.Prepare(source, new() { Train = 100_000, HeldOut = 10_000, Validation = 0 });
        Assert.Equal((100_000, 10_000, 0), (real.Training.Characters, real.HeldOut.Characters, real.HeldOutOutside));
        Assert.InRange(source.Alphabet.Size, 50, 65);
        Assert.InRange(source.Grammar.EntropyPerCharacter / Math.Log(2), 0.5, 2.0);
        Assert.Equal(real.Hash(), RealText.Prepare(source, new() { Train = 100_000, HeldOut = 10_000, Validation = 0 }).Hash());
        foreach (var document in real.HeldOut.Documents.SkipLast(1))
            Assert.All(GrammarText.Sentences(real.Alphabet.Decode(document.Symbols.Span)), sentence => Assert.True(source.Grammar.IsSentence(sentence), sentence));
    }

    [Fact]
    public void A_random_change_makes_a_sentence_ungrammatical()
        => Assert.All(new[] { "One morning, Anna went to the houze.", "One morning Anna went to the house.", "One morning, went Anna to the house.", "One morning, anna went to the house." },
            sentence => Assert.False(Stories.IsSentence(sentence)));
}
