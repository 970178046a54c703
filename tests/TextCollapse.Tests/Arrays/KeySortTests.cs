using TextCollapse.Arrays;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Arrays;

public class KeySortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(5_000)]
    [InlineData(300_000)]
    public void Every_size_is_sorted_whatever_bytes_the_keys_share(int length)
    {
        var random = new RandomKey(1, "keys", length).Stream("keys");
        foreach (var mask in new ulong[] { ulong.MaxValue, 0xFF, 0xFF00_0000_0000_0000, 0x00FF_0000_00FF_0003, 0 })
        {
            var keys = new ulong[length];
            for (var i = 0; i < length; i++)
                keys[i] = (((ulong)random.NextInt(int.MaxValue) << 33) ^ ((ulong)random.NextInt(int.MaxValue) << 8) ^ (ulong)random.NextInt(256)) & mask;
            var expected = keys.Order().ToArray();
            new KeySort().Sort(keys, 56);
            Assert.Equal(expected, keys);
        }
    }

    [Fact]
    public void Bytes_above_the_one_named_are_not_looked_at()
    {
        ulong[] keys = [.. Enumerable.Range(0, 100).Select(i => 0x1234_0000_0000_0000UL + (ulong)(99 - i))];
        new KeySort().Sort(keys, 40);
        Assert.Equal(keys.Order(), keys);
    }
}
