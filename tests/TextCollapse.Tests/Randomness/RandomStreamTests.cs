using TextCollapse.Randomness;

namespace TextCollapse.Tests.Randomness;

public class RandomStreamTests
{
    // The known answers that the authors publish for Philox 4×32 with ten rounds (Random123); words of 32 bits, low first.
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0xe169c58d_6627e8d5UL, 0x9b00dbd8_bc57ac4cUL)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41c83b0e_408f276dUL, 0x6d5451fd_a20bc7c6UL)]
    [InlineData(0x299f31d0_a4093822UL, 0x85a308d3_243f6a88UL, 0x03707344_13198a2eUL, 0x94fdcceb_d16cfe09UL, 0x24126ea1_5001e420UL)]
    public void Philox_gives_the_published_numbers(ulong key, ulong counterLow, ulong counterHigh, ulong low, ulong high) =>
        Assert.Equal((low, high), Philox.Block(key, counterLow, counterHigh));

    [Fact]
    public void A_stream_is_fixed_by_key_purpose_and_number()
    {
        var key = new RandomKey(3, "arm", 2);
        Assert.Equal(Draw(key.Stream("decode", 5)), Draw(key.Stream("decode", 5)));
        var others = new[] { key.Stream("decode", 6), key.Stream("mix", 5), (key with { Seed = 4 }).Stream("decode", 5), (key with { Generation = 3 }).Stream("decode", 5), (key with { Arm = "other" }).Stream("decode", 5) };
        Assert.All(others, other => Assert.NotEqual(Draw(key.Stream("decode", 5)), Draw(other)));
    }

    [Fact]
    public void A_position_can_be_gone_back_to()
    {
        var stream = new RandomKey(1, "", 0).Stream("x");
        var numbers = Enumerable.Range(0, 9).Select(_ => stream.NextUInt64()).ToArray();
        for (var position = 0; position < numbers.Length; position++)
        {
            stream.Position = (ulong)position;
            Assert.Equal(numbers[position], stream.NextUInt64());
            Assert.Equal((ulong)position + 1, stream.Position);
        }
    }

    [Fact]
    public void Whole_numbers_are_uniform()
    {
        var stream = new RandomKey(1, "", 0).Stream("uniform");
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[stream.NextInt(7)]++;
        var chiSquare = counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000);
        Assert.True(chiSquare < 22.5, $"χ² = {chiSquare} with 6 degrees of freedom (99.9 %: 22.5)");
    }

    [Fact]
    public void A_shuffle_keeps_all_and_moves_uniformly()
    {
        var stream = new RandomKey(1, "", 0).Stream("shuffle");
        var places = new int[5];
        for (var i = 0; i < 50_000; i++)
        {
            int[] items = [0, 1, 2, 3, 4];
            stream.Shuffle(items.AsSpan());
            Assert.Equal([0, 1, 2, 3, 4], items.Order());
            places[Array.IndexOf(items, 0)]++;
        }
        Assert.All(places, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Normal_variates_have_mean_0_and_variance_1()
    {
        var stream = new RandomKey(1, "", 0).Stream("normal");
        var draws = Enumerable.Range(0, 100_000).Select(_ => stream.NextNormal()).ToArray();
        Assert.InRange(draws.Average(), -0.015, 0.015);
        Assert.InRange(draws.Select(x => x * x).Average(), 0.98, 1.02);
    }

    private static ulong Draw(RandomStream stream) => stream.NextUInt64();
}
