using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>The sum of squares: in sixteen lanes for any vector size; blocks of 1,024 elements are added in double precision.</summary>
internal static unsafe class SumOfSquares
{
    private const int BlockLength = 1024;

    internal static double Of(ReadOnlySpan<float> values)
    {
        double sum = 0;
        fixed (float* from = values)
            for (var i = 0; i < values.Length; i += BlockLength)
            {
                var length = Math.Min(BlockLength, values.Length - i);
                sum += Of(from + i, length);
            }
        return sum;
    }

    private static double Of(float* values, int length)
    {
        if (Vector512.IsHardwareAccelerated)
            return Of<Lanes512>(values, length);
        return Vector256.IsHardwareAccelerated ? Of<Lanes256>(values, length) : Of<Lanes128>(values, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Of<T>(float* values, int length) where T : struct, ILanes<T>
    {
        var (even, odd) = (T.Create(0), T.Create(0));
        var whole = length & ~31;
        for (var i = 0; i < whole; i += 32)
        {
            even = T.MultiplyAdd(T.Load(values + i), T.Load(values + i), even);
            odd = T.MultiplyAdd(T.Load(values + i + 16), T.Load(values + i + 16), odd);
        }
        double sum = (even + odd).Sum();
        for (var i = whole; i < length; i++)
            sum += (double)values[i] * values[i];
        return sum;
    }
}
