using System.Xml.Linq;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Reporting.Tests.Report;

public class MarkedTextTests
{
    [Fact]
    public void Marks_stand_where_they_were_found_and_astral_characters_count_once()
    {
        const string text = "a🙂bc";
        var drawn = MarkedText.Draw(text, [false, true, true, true, false], [false, false, false, true, true]);
        Assert.Equal("""<bdi class="text" dir="auto">a<mark class="repeated">🙂</mark><mark class="copied repeated">b</mark><mark class="copied">c</mark></bdi>""", drawn.ToString(SaveOptions.DisableFormatting));
    }

    [Fact]
    public void Markup_is_text_and_what_cannot_be_seen_is_set_off()
        => Assert.Equal("""<bdi class="text" dir="auto">&lt;b&gt;&amp;<span class="stand-in">⟨U+202E⟩</span>x</bdi>""", MarkedText.Draw("<b>&\u202Ex", new bool[6], null).ToString(SaveOptions.DisableFormatting));
}
