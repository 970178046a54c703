using TextCollapse.Reporting.Report;

namespace TextCollapse.Reporting.Tests.Report;

public class MarkedTextTests
{
    [Fact]
    public void Marks_stand_where_they_were_found_and_astral_characters_count_once() => Assert.Equal(
        [new("a", null, false), new("🙂", "repeated", false), new("b", "copied repeated", false), new("c", "copied", false)],
        MarkedText.Runs("a🙂bc", [false, true, true, true, false], [false, false, false, true, true]));

    [Fact]
    public void What_cannot_be_seen_is_set_off() => Assert.Equal(
        [new("<b>&", null, false), new("⟨U+202E⟩", null, true), new("x", "repeated", false)],
        MarkedText.Runs("<b>&\u202Ex", [false, false, false, false, false, true], null));
}
