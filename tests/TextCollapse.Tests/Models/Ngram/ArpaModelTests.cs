using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Models.Ngram;

public class ArpaModelTests
{
    private const string Trigrams = """
        What stands before the data is ignored.

        \data\
        ngram 1=5
        ngram 2=3
        ngram 3=1

        \1-grams:
        -99	<s>	-0.5
        -0.9	</s>
        -0.4	a	-0.3
        -0.6	b	-0.2
        -1.5	c

        \2-grams:
        -0.25	<s> a	-0.11
        -0.35	a b	-0.07
        -0.15	b </s>

        \3-grams:
        -0.05	<s> a b

        \end\
        """;

    [Fact]
    public void The_longest_listed_n_gram_counts_and_every_longer_context_adds_its_back_off()
    {
        var model = ArpaModel.Read(new StringReader(Trigrams), "t.arpa");
        Assert.Equal(3, model.Order);
        // <s> a listed; <s> a b listed; b </s> listed, after the back-off of a b.
        Assert.Equal(-0.25 - 0.05 + (-0.07 - 0.15), model.Score("a b").Log10, 1e-12);
        // a, then the back-off of <s> a, of a, and c; then c has no back-off weight.
        Assert.Equal(-0.25 + (-0.11 - 0.3 - 1.5) - 0.9, model.Score(" a\tc ").Log10, 1e-12);
    }

    [Fact]
    public void Without_an_unknown_word_in_the_model_others_get_minus_100()
    {
        var score = ArpaModel.Read(new StringReader(Trigrams), "t.arpa").Score("zebra", sentence: false);
        Assert.Equal(new ArpaScore(0, -100, 1, 1), score);
        Assert.True(double.IsNaN(score.PerplexityWithoutOov));
    }

    [Fact]
    public void Every_problem_of_a_file_is_told_with_its_line()
    {
        var broken = """
            \data\
            ngram 1=4
            ngram 2=2

            \1-grams:
            -1	<unk>
            -0.5	a	x
            0.5	b
            -0.5	b

            \2-grams:
            -0.5	a z
            -0.5	a a	-0.5
            -0.5	a b
            """;
        var error = Assert.Throws<InputException>(() => ArpaModel.Read(new StringReader(broken), "m.arpa"));
        Assert.Equal(["m.arpa:7", "m.arpa:8", "m.arpa:9", "m.arpa:12", "m.arpa:13", "m.arpa:11", "m.arpa:15"], error.Problems.Select(problem => problem.Place));
    }

    [Theory]
    [InlineData("", "not an ARPA file")]
    [InlineData("just words\nand more", "not an ARPA file")]
    [InlineData("\\data\\\n\\end\\", "ngram 1=COUNT")]
    [InlineData("\\data\\\nngram 1=x\n\\end\\", "ngram LENGTH=COUNT")]
    [InlineData("\\data\\\nngram 2=1\n\\end\\", "1-grams are next")]
    [InlineData("\\data\\\nngram 1=1\n\\2-grams:\n\\end\\", "expected \\1-grams:")]
    [InlineData("\\data\\\nngram 1=1\n\\1-grams:\n-1 a", "the end of the file")]
    [InlineData("\\data\\\nngram 1=2\n\\1-grams:\n-1 a\n\\end\\", "2 were declared")]
    [InlineData("\\data\\\nngram 1=1\n\\1-grams:\nNaN a\n\\end\\", "'NaN'")]
    public void What_is_malformed_is_named(string file, string said)
        => Assert.Contains(said, Assert.Throws<InputException>(() => ArpaModel.Read(new StringReader(file), "m.arpa")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_model_without_sentence_markers_scores_bare_lines_only()
    {
        var model = ArpaModel.Read(new StringReader("\\data\\\nngram 1=1\n\\1-grams:\n-1 a\n\\end\\"), "m.arpa");
        Assert.Equal(10, model.Score("a a", sentence: false).Perplexity, 1e-9);
        Assert.Throws<InputException>(() => model.Score("a"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
        => Assert.Contains("nowhere.arpa", Assert.Throws<InputException>(() => ArpaModel.Read(Path.Combine(Path.GetTempPath(), "nowhere.arpa"))).Message, StringComparison.Ordinal);
}
