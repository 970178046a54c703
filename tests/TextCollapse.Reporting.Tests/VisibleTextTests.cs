using System.Globalization;
using System.Text;

namespace TextCollapse.Reporting.Tests;

public class VisibleTextTests
{
    [Theory]
    [InlineData("plain text, élan, 文字, 🙂", "plain text, élan, 文字, 🙂")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("a\u202Eb", "a⟨U+202E⟩b")]
    [InlineData("a\0b", "a␀b")]
    [InlineData("a\u200Bb\u2060", "a⟨U+200B⟩b⟨U+2060⟩")]
    [InlineData("a\r\nb\t\u007F\u0085", "a␍↵b␉␡⟨U+0085⟩")]
    [InlineData("\uFFFFx\uE000", "⟨U+FFFF⟩x⟨U+E000⟩")]
    [InlineData("\u3164\u2028", "⟨U+3164⟩⟨U+2028⟩")]
    [InlineData("e\u0301\u0302\u0303x", "e\u0301\u0302\u0303x")]
    [InlineData("e\u0301\u0302\u0303\u0304\u0305x", "e\u0301\u0302\u0303⟨2 more combining marks⟩x")]
    [InlineData("", "")]
    public void What_cannot_be_seen_is_spelt_out(string text, string shown) => Assert.Equal(shown, VisibleText.Line(text));

    [Fact]
    public void Ten_thousand_combining_marks_become_one_line()
        => Assert.Equal("Z\u0335\u0335\u0335⟨9997 more combining marks⟩!", VisibleText.Line("Z" + new string('\u0335', 10_000) + "!"));

    [Fact]
    public void Half_a_surrogate_pair_is_no_character() => Assert.Equal("⟨no character⟩x", VisibleText.Line((char)0xD800 + "x"));

    [Fact]
    public void Line_breaks_may_stay() => Assert.Equal("a\nb", string.Concat(VisibleText.Parts("a\nb").Select(part => part.Shown)));

    [Fact]
    public void A_long_line_is_cut_with_an_ellipsis() => Assert.Equal("abc…", VisibleText.Line("abcdefgh", 4));

    [Fact]
    public void The_parts_cover_every_character_once_and_in_order()
    {
        var random = new Random(7);
        char[] letters = ['a', ' ', '\n', '\0', '\u0301', '\u202E', '\uD83D', '\uDE42', '<', '\u200B', '文'];
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => letters[random.Next(letters.Length)]));
            var at = 0;
            foreach (var part in VisibleText.Parts(text))
            {
                Assert.Equal(at, part.From);
                Assert.True(part.To > part.From);
                at = part.To;
            }
            Assert.Equal(text.EnumerateRunes().Count(), at);
            Assert.DoesNotContain(VisibleText.Line(text).EnumerateRunes(),
                rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format);
        }
    }
}
