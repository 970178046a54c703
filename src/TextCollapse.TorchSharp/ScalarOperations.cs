using TorchSharp;
using static TorchSharp.torch;

namespace TextCollapse.Torch;

/// <summary>
/// Operations of tensors and scalars. TorchSharp 0.107.0 passes every scalar to libtorch in an object that nothing references during the
/// call, including the 1 behind <c>a + b</c>. A garbage collection triggered by another thread at that moment frees memory that libtorch is
/// about to read ("Expected false to be true", from Scalar.h, or a wrong value). Here the scalars outlive their calls. Tensors need no such
/// care: their dispose scope references them.
/// </summary>
internal static class ScalarOperations
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
        using var scalar = number.ToScalar();
        return x.add(scalar, One);
    }

    /// <summary>Adds a number in place.</summary>
    internal static Tensor Increase(this Tensor x, Scalar scalar) => x.add_(scalar, One);

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
        using var scalar = factor.ToScalar();
        x.add_(y, scalar);
    }

    /// <summary>x · factor.</summary>
    internal static Tensor Times(this Tensor x, double factor)
    {
        using var scalar = factor.ToScalar();
        return x.mul(scalar);
    }

    /// <summary>Multiplies in place.</summary>
    internal static void Scale(this Tensor x, double factor)
    {
        using var scalar = factor.ToScalar();
        x.mul_(scalar);
    }

    /// <summary>x / divisor.</summary>
    internal static Tensor Over(this Tensor x, double divisor)
    {
        using var scalar = divisor.ToScalar();
        return x.div(scalar);
    }

    /// <summary>x to a power.</summary>
    internal static Tensor Power(this Tensor x, double exponent)
    {
        using var scalar = exponent.ToScalar();
        return x.pow(scalar);
    }

    /// <summary>The elementwise maximum of x and a bound.</summary>
    internal static Tensor AtLeast(this Tensor x, double bound)
    {
        using var scalar = bound.ToScalar();
        return x.clamp_min(scalar);
    }

    /// <summary>The elementwise minimum of integers and a bound.</summary>
    internal static Tensor AtMost(this Tensor x, long bound)
    {
        using var scalar = bound.ToScalar();
        return x.clamp_max(scalar);
    }

    /// <summary>Whether x ≤ bound.</summary>
    internal static Tensor IsAtMost(this Tensor x, double bound)
    {
        using var scalar = bound.ToScalar();
        return x.le(scalar);
    }

    /// <summary>x with −∞ where the mask is true.</summary>
    internal static Tensor WithoutThose(this Tensor x, Tensor mask) => x.masked_fill(mask, MinusInfinity);

    /// <summary>The numbers 0 … count − 1, int64.</summary>
    internal static Tensor FirstNumbers(long count, Device device)
    {
        using var scalar = count.ToScalar();
        return arange(Zero, scalar, One, ScalarType.Int64, device);
    }

    /// <summary>The value of a float tensor with one element: <c>item</c> would return it through an unreferenced scalar object.</summary>
    internal static float Value(this Tensor x) => x.cpu().data<float>()[0];
}
