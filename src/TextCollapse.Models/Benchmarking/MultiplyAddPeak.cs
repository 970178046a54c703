using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Benchmarking;

/// <summary>
/// Measures the peak multiply–add rate in single precision of a number of threads: independent chains in registers, without memory access.
/// </summary>
/// <param name="threads">The number of threads.</param>
internal sealed class MultiplyAddPeak(int threads)
{
    private const int Chains = 12, Rounds = 4_000_000;
    private const int MinRuns = 5, MaxRuns = 40, MaxRunsWithoutGain = 4;
    private double _best;

    /// <summary>
    /// The peak of all threads together, 10⁹ floating-point operations per second: the best of short runs, repeated while they improve, and
    /// of all earlier calls, since other processes can only reduce the result.
    /// </summary>
    public double Gflops()
    {
        for (int run = 0, withoutGain = 0; run < MinRuns || run < MaxRuns && withoutGain < MaxRunsWithoutGain; run++)
        {
            using var start = new Barrier(threads);
            var speeds = new double[threads];
            var others = Enumerable.Range(1, threads - 1).Select(i => new Thread(() => speeds[i] = Run(start))).ToList();
            others.ForEach(thread => thread.Start());
            speeds[0] = Run(start);
            others.ForEach(thread => thread.Join());
            withoutGain = speeds.Sum() > 1.01 * _best ? 0 : withoutGain + 1;
            _best = Math.Max(_best, speeds.Sum());
        }
        return _best;
    }

    private static double Run(Barrier start)
    {
        start.SignalAndWait();
        var begin = Stopwatch.GetTimestamp();
        var (lanes, sum) = WidestChain();
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        // Using the sum prevents the compiler from eliminating the chains.
        return float.IsNaN(sum) ? 0 : 2.0 * lanes * Chains * Rounds / seconds / 1e9;
    }

    private static (int Lanes, float Sum) WidestChain()
    {
        if (Vector512.IsHardwareAccelerated)
            return (16, Chain512());
        return Vector256.IsHardwareAccelerated ? (8, Chain256()) : (4, Chain128());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chain512()
    {
        var (x, y) = (Vector512.Create(0.999f), Vector512.Create(1e-3f));
        Vector512<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (var round = 0; round < Rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chain256()
    {
        var (x, y) = (Vector256.Create(0.999f), Vector256.Create(1e-3f));
        Vector256<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (var round = 0; round < Rounds; round++)
        {
            a = Vector256.MultiplyAddEstimate(a, x, y);
            b = Vector256.MultiplyAddEstimate(b, x, y);
            c = Vector256.MultiplyAddEstimate(c, x, y);
            d = Vector256.MultiplyAddEstimate(d, x, y);
            e = Vector256.MultiplyAddEstimate(e, x, y);
            f = Vector256.MultiplyAddEstimate(f, x, y);
            g = Vector256.MultiplyAddEstimate(g, x, y);
            h = Vector256.MultiplyAddEstimate(h, x, y);
            i = Vector256.MultiplyAddEstimate(i, x, y);
            j = Vector256.MultiplyAddEstimate(j, x, y);
            k = Vector256.MultiplyAddEstimate(k, x, y);
            l = Vector256.MultiplyAddEstimate(l, x, y);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chain128()
    {
        var (x, y) = (Vector128.Create(0.999f), Vector128.Create(1e-3f));
        Vector128<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (var round = 0; round < Rounds; round++)
        {
            a = Vector128.MultiplyAddEstimate(a, x, y);
            b = Vector128.MultiplyAddEstimate(b, x, y);
            c = Vector128.MultiplyAddEstimate(c, x, y);
            d = Vector128.MultiplyAddEstimate(d, x, y);
            e = Vector128.MultiplyAddEstimate(e, x, y);
            f = Vector128.MultiplyAddEstimate(f, x, y);
            g = Vector128.MultiplyAddEstimate(g, x, y);
            h = Vector128.MultiplyAddEstimate(h, x, y);
            i = Vector128.MultiplyAddEstimate(i, x, y);
            j = Vector128.MultiplyAddEstimate(j, x, y);
            k = Vector128.MultiplyAddEstimate(k, x, y);
            l = Vector128.MultiplyAddEstimate(l, x, y);
        }
        return Vector128.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
