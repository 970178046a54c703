using TorchSharp;
using static TorchSharp.torch;

namespace TextCollapse.Torch;

/// <summary>
/// Arithmetic of tensors with numbers. TorchSharp 0.107.0 hands every number to libtorch in an object that nothing holds during the call,
/// also the 1 behind <c>a + b</c>; a collection that another thread sets off in that moment frees what libtorch is about to read ("Expected
/// false to be true", from Scalar.h, or a wrong number). Here the numbers outlive their calls. Tensors need no such care: their dispose
/// scope holds them.
/// </summary>
internal static class PinnedBuffer
{
    private static readonly Scalar Zero = 0L.ToScalar();
    private static readonly Scalar One = 1L.ToScalar();
    private static readonly Scalar MinusOne = (-1L).ToScalar();
    private static readonly Scalar MinusInfinity = float.NegativeInfinity.ToScalar();

    /// <summary>x + y.</summary>
    internal static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    /// <summary>x + number.</summary>
    internal static Tensor Plus(this Tensor x, double number)
    {
        using var held = number.ToScalar();
        return x.add(held, One);
    }

    /// <summary>Adds a number in place.</summary>
    internal static Tensor Increase(this Tensor x, Scalar held) => x.add_(held, One);

    /// <summary>Adds y in place.</summary>
    internal static Tensor Increase(this Tensor x, Tensor y) => x.add_(y, One);

    /// <summary>Adds a · b in place.</summary>
    internal static Tensor IncreaseByProduct(this Tensor x, Tensor a, Tensor b) => x.addcmul_(a, b, One);

    /// <summary>x − a · b.</summary>
    internal static Tensor MinusProduct(this Tensor x, Tensor a, Tensor b) => x.addcmul(a, b, MinusOne);

    /// <summary>1 − x.</summary>
    internal static Tensor OneMinus(this Tensor x) => x.neg().add_(One, One);

    /// <summary>Adds rows in place, each to the row with its index.</summary>
    internal static Tensor IncreaseRows(this Tensor x, Tensor index, Tensor rows) => x.index_add_(0, index, rows, One);

    /// <summary>Adds y · factor in place.</summary>
    internal static void Increase(this Tensor x, Tensor y, double factor)
    {
        using var held = factor.ToScalar();
        x.add_(y, held);
    }

    /// <summary>x · factor.</summary>
    internal static Tensor Times(this Tensor x, double factor)
    {
        using var held = factor.ToScalar();
        return x.mul(held);
    }

    /// <summary>Multiplies in place.</summary>
    internal static void Scale(this Tensor x, double factor)
    {
        using var held = factor.ToScalar();
        x.mul_(held);
    }

    /// <summary>x / divisor.</summary>
    internal static Tensor Over(this Tensor x, double divisor)
    {
        using var held = divisor.ToScalar();
        return x.div(held);
    }

    /// <summary>x to a power.</summary>
    internal static Tensor Power(this Tensor x, double exponent)
    {
        using var held = exponent.ToScalar();
        return x.pow(held);
    }

    /// <summary>The larger of x and a bound.</summary>
    internal static Tensor AtLeast(this Tensor x, double bound)
    {
        using var held = bound.ToScalar();
        return x.clamp_min(held);
    }

    /// <summary>The smaller of whole numbers and a bound.</summary>
    internal static Tensor AtMost(this Tensor x, long bound)
    {
        using var held = bound.ToScalar();
        return x.clamp_max(held);
    }

    /// <summary>Whether x ≤ bound.</summary>
    internal static Tensor IsAtMost(this Tensor x, double bound)
    {
        using var held = bound.ToScalar();
        return x.le(held);
    }

    /// <summary>x, and −∞ where the mask is true.</summary>
    internal static Tensor WithoutThose(this Tensor x, Tensor mask) => x.masked_fill(mask, MinusInfinity);

    /// <summary>0 … count − 1, int64.</summary>
    internal static Tensor FirstNumbers(long count, Device device)
    {
        using var held = count.ToScalar();
        return arange(Zero, held, One, ScalarType.Int64, device);
    }

    /// <summary>The number in a float tensor of one element: what <c>item</c> gives by way of an object that nothing holds.</summary>
    internal static float Value(this Tensor x) => x.cpu().data<float>()[0];
}
