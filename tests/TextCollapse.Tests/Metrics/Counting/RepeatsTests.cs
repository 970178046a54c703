using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Metrics.LongRange;
using TextCollapse.Metrics.Loops;

namespace TextCollapse.Tests.Metrics.Counting;

/// <summary>Every figure that is read off a suffix array, against the definition computed pair by pair.</summary>
public class RepeatsTests
{
    private static int Common(ushort[] one, int i, ushort[] other, int j)
    {
        var length = 0;
        while (i + length < one.Length && j + length < other.Length && one[i + length] == other[j + length])
            length++;
        return length;
    }

    private static IEnumerable<(int Document, int Start)> Positions(ushort[][] texts)
        => texts.SelectMany((text, d) => Enumerable.Range(0, text.Length).Select(i => (d, i)));

    [Property(MaxTest = 100)]
    public Property The_longest_repeat_and_its_place_agree_with_all_pairs() => Prop.ForAll(SmallTexts.Collection, texts =>
    {
        var expected = (0, 0, Length: 0);
        foreach (var (d, i) in Positions(texts))
            foreach (var (e, j) in Positions(texts).Where(other => other.CompareTo((d, i)) > 0))
                if (Common(texts[d], i, texts[e], j) is var length && length > expected.Length)
                    expected = (d, i, length);
        var actual = RepeatedSubstrings.Of(SmallTexts.Documents(texts)).Longest();
        Assert.Equal(expected.Length, actual.Length);
        if (expected.Length > 0)
            Assert.Equal(expected, actual);
    });

    [Property(MaxTest = 100)]
    public Property Duplicate_coverage_agrees_with_all_windows() => Prop.ForAll(SmallTexts.Collection, Gen.Choose(1, 6).ToArbitrary(), (texts, length) =>
    {
        var windows = Positions(texts).Where(at => at.Start + length <= texts[at.Document].Length)
            .GroupBy(at => Texts.Read(texts[at.Document].AsSpan(at.Start, length))).Where(group => group.Count() > 1);
        var covered = windows.SelectMany(group => group).SelectMany(at => Enumerable.Range(at.Start, length).Select(i => (at.Document, i))).Distinct().Count();
        Assert.Equal(covered, RepeatedSubstrings.Of(SmallTexts.Documents(texts)).Covered(length));
    });

    [Property(MaxTest = 100)]
    public Property Match_lengths_agree_with_all_earlier_positions() => Prop.ForAll(SmallTexts.Collection, texts =>
    {
        var expected = Positions(texts).Select(at => 1 + Positions(texts).Where(earlier => earlier.CompareTo(at) < 0)
            .Select(earlier => Common(texts[at.Document], at.Start, texts[earlier.Document], earlier.Start)).DefaultIfEmpty().Max());
        Assert.Equal(expected, MatchLengths.Of(SmallTexts.Documents(texts)).Lengths);
    });

    [Property(MaxTest = 100)]
    public Property Match_lengths_without_overlap_agree_with_all_earlier_texts() => Prop.ForAll(SmallTexts.Text, text =>
    {
        var expected = Enumerable.Range(0, text.Length).Select(i => 1 + Enumerable.Range(0, i)
            .Select(j => Math.Min(i - j, Common(text, i, text, j))).DefaultIfEmpty().Max());
        Assert.Equal(expected, MatchLengths.WithoutOverlap(text).Lengths);
    });

    [Property(MaxTest = 100)]
    public Property Matching_statistics_agree_with_all_pairs() => Prop.ForAll(SmallTexts.Collection, SmallTexts.Collection, (generated, training) =>
    {
        var expected = generated.Select(text => Enumerable.Range(0, text.Length).Select(i => Positions(training)
            .Select(other => Common(text, i, training[other.Document], other.Start)).DefaultIfEmpty().Max()).ToArray());
        Assert.Equal(expected, Copying.Of(SmallTexts.Documents(generated), SmallTexts.Documents(training)).MatchingStatistics);
    });

    [Property(MaxTest = 100)]
    public Property Phrases_of_Lempel_and_Ziv_1976_are_new_and_their_heads_are_not() => Prop.ForAll(SmallTexts.Text, text =>
    {
        var whole = Texts.Read(text);
        var start = 0;
        foreach (var end in LempelZiv.Parse76(text))
        {
            Assert.True(end == text.Length || whole.IndexOf(whole[start..end], StringComparison.Ordinal) == start);
            Assert.True(end == start + 1 || whole.IndexOf(whole[start..(end - 1)], StringComparison.Ordinal) < start);
            start = end;
        }
        Assert.Equal(text.Length, start);
    });

    [Fact]
    public void Nothing_repeats_across_the_border_of_a_document()
    {
        var repeats = RepeatedSubstrings.Of(Texts.Documents("xab", "cab", "y"));
        Assert.Equal((0, 1, 2), repeats.Longest());
    }

    [Fact]
    public void One_symbol_a_million_times_repeats_all_but_once()
    {
        var repeats = RepeatedSubstrings.Of([Texts.OfSymbols(new ushort[1_000_000])]);
        Assert.Equal((0, 0, 999_999), repeats.Longest());
        Assert.Equal(1, repeats.CoveredShare(100).Value);
    }

    [Fact]
    public void Texts_without_repeats_have_a_longest_repeat_of_0_and_an_empty_text_no_coverage()
    {
        Assert.Equal(0, RepeatedSubstrings.Of([Texts.OfSymbols([.. Enumerable.Range(0, 5000).Select(i => (ushort)i)])]).Longest().Length);
        Assert.Equal(0, RepeatedSubstrings.Of([Texts.OfSymbols(), Texts.OfSymbols(7)]).Longest().Length);
        Assert.False(RepeatedSubstrings.Of([Texts.OfSymbols()]).CoveredShare(3).IsDefined);
        Assert.False(MatchLengths.Of([]).MeanOfRatios.IsDefined);
        Assert.False(MatchLengths.Of([Texts.OfSymbols(1)]).RatioOfMeans.IsDefined);
    }
}
