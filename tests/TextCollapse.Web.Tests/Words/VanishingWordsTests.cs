using TextCollapse.Corpora;
using TextCollapse.Web.Words;

namespace TextCollapse.Web.Tests.Words;

public sealed class VanishingWordsTests
{
    [Fact]
    public void Words_are_runs_of_letters_in_lower_case_and_chosen_from_every_band()
    {
        var text = string.Concat(Enumerable.Repeat("Often ", 25)) + string.Concat(Enumerable.Repeat("sometimes, ", 6)) + "Rarely rarely once it is.";
        var words = VanishingWords.Choose(Corpus(text));
        Assert.Equal([("often", 25, WordBand.Common), ("sometimes", 6, WordBand.Uncommon), ("rarely", 2, WordBand.Rare)], words.Select(word => (word.Text, word.Count, word.Band)));
        Assert.Equal([1, 0, 2], VanishingWords.CountsIn(Corpus("rarely OFTEN rarely " + text[^1]), words));
    }

    private static Corpus Corpus(string text)
    {
        var alphabet = Alphabet.Of([text]);
        return new Corpus(alphabet, [new Document(alphabet.Encode(text, out _), Provenance.Real("test"))]);
    }
}
