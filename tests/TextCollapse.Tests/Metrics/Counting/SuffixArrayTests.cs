using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Tests.Metrics.Counting;

public class SuffixArrayTests
{
    private static int[] Plain(ushort[] text)
        => [.. Enumerable.Range(0, text.Length).Order(Comparer<int>.Create((a, b) => text.AsSpan(a).SequenceCompareTo(text.AsSpan(b))))];

    [Property(MaxTest = 500)]
    public Property Suffixes_are_in_order() => Prop.ForAll(SmallTexts.Text,
        text => Assert.Equal(Plain(text), SuffixArray.Of<ushort>(text, 4)));

    [Theory]
    [InlineData(2, 20_000)]
    [InlineData(30, 20_000)]
    [InlineData(65_535, 20_000)]
    public void Long_random_texts_with_a_copied_half_are_in_order(int symbols, int length)
    {
        var random = new System.Random(3);
        var half = Enumerable.Range(0, length / 2).Select(_ => (ushort)random.Next(symbols)).ToArray();
        ushort[] text = [.. half, .. half];
        Assert.Equal(Plain(text), SuffixArray.Of<ushort>(text, symbols));
    }

    [Fact]
    public void One_symbol_a_million_times_is_the_text_backwards()
        => Assert.Equal(Enumerable.Range(0, 1_000_000).Reverse(), SuffixArray.Of<byte>(new byte[1_000_000], 1));

    [Fact]
    public void Fibonacci_words_are_in_order()
    {
        var (one, two) = ("a", "ab");
        while (two.Length < 5000)
            (one, two) = (two, two + one);
        var text = Texts.Units(two).Select(unit => (ushort)(unit - 'a')).ToArray();
        Assert.Equal(Plain(text), SuffixArray.Of<ushort>(text, 2));
    }
}
