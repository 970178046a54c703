using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;

namespace TextCollapse.Tests.Chains;

public class RealWordsTests
{
    private static readonly Alphabet Letters = Alphabet.Parse(" '.2DEHTacdehilnosty\u00e9");

    [Fact]
    public void Words_are_runs_of_letters_whatever_their_case()
    {
        const string text = "don't 2nd caf\u00e9. ";
        Assert.Equal(["don", "t", "nd", "caf\u00e9"], RealWords.Words(text).Select(word => text[word]));
    }

    [Theory]
    [InlineData("the cat sat", 2.0 / 3)] // sat is new
    [InlineData("THE the tHe", 1)]
    [InlineData("c.a.t", 0)]
    [InlineData("thecat", 0)]
    public void Every_generated_word_counts(string text, double share) => Assert.Equal(share, Share(text), 12);

    [Fact]
    public void A_text_without_words_has_no_share() => Assert.False(new RealWords(Of("the cat")).Of(Of(" . 2.")).Value.IsDefined);

    private static double Share(string text) => new RealWords(Of("The cat,", "the end.")).Of(Of(text)).Value.Value;

    private static Corpus Of(params string[] texts) =>
        new(Letters, [.. texts.Select(text => new Document(Letters.Encode(text, out _), Provenance.Real("test")))]);
}
