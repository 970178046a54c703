using TextCollapse.Corpora.Glyphs;
using TextCollapse.Metrics.Scenarios;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Metrics.Scenarios;

public class GlyphTests
{
    private static string[] Drawn(int pictures)
    {
        var source = new GlyphText();
        return [.. Enumerable.Range(0, pictures).Select(i =>
        {
            var random = new RandomKey(7, "glyph tests", 0).Stream("draw", i);
            return source.Draw(ref random, GlyphText.Length);
        })];
    }

    private static double Column(IReadOnlyList<string> documents, string id) => new GlyphColumns().Of(documents).Single(column => column.Key == id).Value.Value;

    [Fact]
    public void A_document_of_one_length_is_one_picture_of_twelve_by_twelve()
    {
        var document = Drawn(1)[0];
        Assert.Equal(GlyphText.Length, document.Length);
        Assert.NotNull(Assert.Single(Glyph.Read(document)));
        Assert.Empty(Glyph.Read(document[..60]));
        Assert.Null(Assert.Single(Glyph.Read(document[3..])));
    }

    [Fact]
    public void Drawn_digits_are_recognised_balanced_and_as_varied_as_themselves()
    {
        var documents = Drawn(400);
        Assert.Equal(1, Column(documents, "glyph_valid"));
        Assert.InRange(Column(documents, "glyph_recognised"), 0.85, 1);
        Assert.InRange(Column(documents, "glyph_class_balance"), 0.95, 1);
        Assert.InRange(Column(documents, "glyph_stroke_variety"), 0.9, 1.1);
    }

    [Fact]
    public void Recognition_names_the_digit_that_was_drawn()
    {
        var (columns, random) = (new GlyphColumns(), new RandomKey(8, "glyph tests", 0).Stream("draw"));
        var right = 0;
        for (var i = 0; i < 200; i++)
            right += columns.Recognise(GlyphText.Draw(i % 10, ref random).Centre()) == i % 10 ? 1 : 0;
        Assert.InRange(right, 170, 200);
    }

    [Fact]
    public void One_picture_again_and_again_has_no_variety_and_one_class_and_nothing_is_undefined()
    {
        var one = Drawn(400).First(document => new GlyphColumns().Recognise(Glyph.Read(document).Single()!.Value) >= 0);
        string[] again = [.. Enumerable.Repeat(one, 50)];
        Assert.Equal(0.1, Column(again, "glyph_class_balance"), 12);
        Assert.Equal(0, Column(again, "glyph_stroke_variety"));
        Assert.All(new GlyphColumns().Of([]), column => Assert.False(column.Value.IsDefined));
    }
}
