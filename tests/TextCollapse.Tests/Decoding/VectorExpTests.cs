using System.Runtime.Intrinsics;
using TextCollapse.Models.Decoding;

namespace TextCollapse.Tests.Decoding;

public class VectorExpTests
{
    [Fact]
    public void It_agrees_with_the_exponential_function()
    {
        var worst = 0.0;
        for (var x = 0.0; x >= VectorExp.Least; x -= 0.000937)
            worst = Math.Max(worst, Math.Abs(At((float)x) / Math.Exp((float)x) - 1));
        Assert.InRange(worst, 0, 3e-7);
        Assert.Equal(1f, At(0));
        Assert.Equal(1f, At(-0f));
    }

    [Fact]
    public void What_is_impossible_weighs_nothing_and_what_is_no_number_stays_none()
    {
        Assert.Equal(0f, At(float.NegativeInfinity));
        Assert.Equal(0f, At(-87.5f));
        Assert.Equal(0f, At(-1e30f));
        Assert.True(At(VectorExp.Least) > 0);
        Assert.True(float.IsNaN(At(float.NaN)));
    }

    private static float At(float x) => VectorExp.OfNonPositive(Vector256.Create(x))[5];
}
