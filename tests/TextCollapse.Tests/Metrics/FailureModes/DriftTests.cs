using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Tests.Metrics.FailureModes;

public class DriftTests
{
    [Fact]
    public void A_probe_counts_whole_words_whatever_their_case()
    {
        var probe = UsageProbe.Parse("he|she");
        Assert.Equal([2, 1], probe.Count(["He said that she, the other, left.", "he"]));
        Assert.Equal(2 / 3.0, probe.Measure(["He said that she, the other, left.", "he"]).Value);
        Assert.Equal("probe_he|she", probe.Column);
        Assert.Equal("none of he|she occurs", probe.Measure(["nothing"]).UndefinedBecause);
    }

    [Theory]
    [InlineData("he")]
    [InlineData("he|")]
    [InlineData("|")]
    public void A_probe_without_alternatives_is_refused(string probe)
        => Assert.Contains("he|she", Assert.Throws<InputException>(() => UsageProbe.Parse(probe)).Message, StringComparison.Ordinal);

    [Fact]
    public void Over_and_under_used_ngrams_are_found_and_rare_accidents_are_not()
    {
        string[] real = [.. Enumerable.Repeat("the cat sat on a mat ", 50)], generated = [.. Enumerable.Repeat("the the cat on mat ", 50), "zq"];
        var (over, under) = NgramDrift.Between(real, generated, 2);
        Assert.Contains(over.Take(5), gram => gram.Ngram == "th");
        Assert.Contains(under.Take(5), gram => gram.Ngram is "sa" or " a" or "a ");
        Assert.InRange(over.Single(gram => gram.Ngram == "zq").Z, 0, 1);
        Assert.True(over.Single(gram => gram.Ngram == "th").Z > 4);
        Assert.All(over, gram => Assert.True(gram.Generated > gram.Reference));
    }

    [Fact]
    public void Equal_texts_have_no_drift()
    {
        var (over, under) = NgramDrift.Between(["abcabc"], ["abcabc"], 3);
        Assert.Empty(over);
        Assert.Empty(under);
    }

    [Fact]
    public void Characters_beyond_the_basic_plane_are_one_character()
    {
        var (over, _) = NgramDrift.Between(["aaaa"], ["😀😀😀😀"], 1);
        Assert.Equal("😀", over[0].Ngram);
    }
}
