using TextCollapse.Metrics.Coverage;

namespace TextCollapse.Tests.Metrics.Coverage;

public class CoverageColumnsTests
{
    private static Dictionary<string, Measurement> Columns(string reference, string generated)
    {
        var both = Texts.Documents(reference, generated);
        return CoverageColumns.Of([both[0]], [both[1]]).ToDictionary();
    }

    [Fact]
    public void A_text_covers_itself()
    {
        var columns = Columns("the cat sat on the mat", "the cat sat on the mat");
        Assert.Equal((1, 1, 0), (columns["mass_recall_3"].Value, columns["tail_retention_3"].Value, columns["js_3"].Value));
        Assert.Equal(1, columns["prd_recall_8"].Value, 9);
    }

    [Fact]
    public void A_loop_keeps_precision_and_loses_recall_and_the_tail_first()
    {
        var columns = Columns("abababababababababcdefgabababab", "abababababababababababababababab");
        Assert.Equal(1, columns["head_retention_2"].Value);
        Assert.Equal(0, columns["tail_retention_2"].Value);
        Assert.Equal(1, columns["mass_precision_2"].Value, 12);
        Assert.True(columns["mass_recall_2"].Value < 0.85);
    }

    [Fact]
    public void A_text_too_short_for_an_ngram_is_undefined_there_and_defined_below()
    {
        var columns = Columns("abcdefghij", "ab");
        Assert.True(columns["js_2"].IsDefined);
        Assert.Equal("the generated text has no n-grams", columns["js_3"].UndefinedBecause);
        Assert.Equal("the generated text has no n-grams", columns["mass_recall_3"].UndefinedBecause);
    }
}
