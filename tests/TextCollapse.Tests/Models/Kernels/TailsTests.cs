using TextCollapse.Models.Kernels;

namespace TextCollapse.Tests.Models.Kernels;

/// <summary>The last lanes of a row, for each width of vectors: what is beyond the row is neither read nor written.</summary>
public unsafe class TailsTests
{
    public static TheoryData<int> Counts => [.. Enumerable.Range(0, 17)];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Only_the_first_lanes_are_loaded_and_stored(int count)
    {
        Check<Lanes512>(count);
        Check<Lanes256>(count);
        Check<Lanes128>(count);
    }

    private static void Check<T>(int count) where T : struct, ILanes<T>
    {
        var (row, lanes, target) = (new FloatBuffer(16), new FloatBuffer(16), new FloatBuffer(32));
        for (var i = 0; i < 16; i++)
            row.Span[i] = i < count ? i + 1 : float.NaN;
        target.Span.Fill(-5);
        var first = T.LoadFirst(row.Pointer, count);
        first.Store(lanes.Pointer);
        first.StoreFirst(target.Pointer, count);
        for (var i = 0; i < 16; i++)
        {
            Assert.Equal(i < count ? i + 1 : 0, lanes.Span[i]);
            Assert.Equal(i < count ? i + 1 : -5, target.Span[i]);
        }

        Tails.Counted<T>(count).Store(lanes.Pointer);
        Assert.Equal(count, lanes.Span.ToArray().Count(one => one == 1));
        Assert.All(lanes.Span[count..].ToArray(), zero => Assert.Equal(0, zero));
        Tails.Ceiling<T>(count).Store(lanes.Pointer);
        Assert.All(lanes.Span[..count].ToArray(), high => Assert.Equal(float.PositiveInfinity, high));
        Assert.All(lanes.Span[count..].ToArray(), low => Assert.Equal(float.NegativeInfinity, low));
    }
}
