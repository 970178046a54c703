using TextCollapse.Corpora;
using TextCollapse.Web.Measurements;

namespace TextCollapse.Web.Tests.Measurements;

public sealed class TrackedWordsTests
{
    [Fact]
    public void Words_are_runs_of_letters_in_lower_case_chosen_from_every_frequency_class()
    {
        var often = string.Concat(Enumerable.Repeat("Often ", 25));
        var text = often + string.Concat(Enumerable.Repeat("sometimes, ", 6)) + "Rarely rarely once it is.";
        var words = TrackedWords.Choose(Corpus(text));
        Assert.Equal(
            [("often", 25, WordFrequency.Common), ("sometimes", 6, WordFrequency.Uncommon), ("rarely", 2, WordFrequency.Rare)],
            words.Select(word => (word.Text, word.Count, word.Frequency)));
        Assert.Equal([1, 0, 2], TrackedWords.CountsIn(Corpus("rarely OFTEN rarely " + text[^1]), words));
    }

    private static Corpus Corpus(string text)
    {
        var alphabet = Alphabet.Of([text]);
        return new Corpus(alphabet, [new Document(alphabet.Encode(text, out _), Provenance.Real("test"))]);
    }
}
