using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Gru;

/// <summary>
/// One step of one layer in PyTorch's convention: r = σ(x_r + W_hr h), z = σ(x_z + W_hz h), q = W_hn h + b_hn, n = tanh(x_n + r q), h' = n
/// + z (h − n), where x is the input from the layer below, including biases.
/// </summary>
internal static unsafe class GruCell
{
    /// <summary>Floats that a group of sixteen units keeps for the backward pass: r, z, n, q.</summary>
    internal const int Kept = 64;

    /// <summary>Computes one step of some rows.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="inputs">Per row, a pointer to its input [Gates] from the layer below.</param>
    /// <param name="weights">The hidden weights of the layer.</param>
    /// <param name="bias">The hidden bias of the layer.</param>
    /// <param name="before">h, [rows, UnitStride].</param>
    /// <param name="after">h', the same shape.</param>
    /// <param name="kept">r, z, n, q for the backward pass, [rows, Groups, 64], or null.</param>
    /// <param name="tile">A scratch buffer, [rows, 48].</param>
    internal static void Forward(GruShape shape, int rows, float** inputs, float* weights, float* bias, float* before, float* after,
        float* kept, float* tile)
    {
        var stride = shape.UnitStride;
        for (var group = 0; group < shape.Groups; group++)
        {
            Tile.Run(tile, 48, before, stride, 1, weights + (nint)group * shape.Units * 48, 48, shape.Units, rows, 48, null, 0);
            var (unit, keep) = (group * 16, kept is null ? 0 : group * Kept);
            if (Vector512.IsHardwareAccelerated)
                Gates<Lanes512>(rows, inputs, group * 48, bias + group * 48 + 32, before + unit, after + unit, stride, kept is null ? null
                    : kept + keep, shape.Groups * Kept, tile);
            else if (Vector256.IsHardwareAccelerated)
                Gates<Lanes256>(rows, inputs, group * 48, bias + group * 48 + 32, before + unit, after + unit, stride, kept is null ? null
                    : kept + keep, shape.Groups * Kept, tile);
            else
                Gates<Lanes128>(rows, inputs, group * 48, bias + group * 48 + 32, before + unit, after + unit, stride, kept is null ? null
                    : kept + keep, shape.Groups * Kept, tile);
        }
    }

    /// <summary>
    /// Computes the derivatives with respect to the gate inputs of one step: writes ∂r, ∂z, ∂q (for the hidden weights), adds z ∂h' to ∂h,
    /// and adds ∂r, ∂z, ∂n to the gradient of the layer below.
    /// </summary>
    /// <param name="shape">The network.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="kept">The values that <see cref="Forward"/> kept.</param>
    /// <param name="before">h, [rows, UnitStride].</param>
    /// <param name="after">∂h', the same shape.</param>
    /// <param name="previous">∂h, the same shape, added to.</param>
    /// <param name="hidden">∂r, ∂z, ∂q, [rows, GateStride].</param>
    /// <param name="inputs">Per row, a pointer to the [Gates] to which ∂r, ∂z, ∂n are added.</param>
    internal static void Backward(GruShape shape, int rows, float* kept, float* before, float* after, float* previous, float* hidden,
        float** inputs)
    {
        if (Vector512.IsHardwareAccelerated)
            Derivatives<Lanes512>(shape, rows, kept, before, after, previous, hidden, inputs);
        else if (Vector256.IsHardwareAccelerated)
            Derivatives<Lanes256>(shape, rows, kept, before, after, previous, hidden, inputs);
        else
            Derivatives<Lanes128>(shape, rows, kept, before, after, previous, hidden, inputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gates<T>(int rows, float** inputs, int gate, float* biasN, float* before, float* after, int stride, float* kept,
        int keptStride, float* tile) where T : struct, ILanes<T>
    {
        var b = T.Load(biasN);
        for (var row = 0; row < rows; row++, tile += 48, before += stride, after += stride)
        {
            var input = inputs[row] + gate;
            var r = Elementary.Sigmoid(T.Load(tile) + T.Load(input));
            var z = Elementary.Sigmoid(T.Load(tile + 16) + T.Load(input + 16));
            var q = T.Load(tile + 32) + b;
            var n = Elementary.Tanh(T.MultiplyAdd(r, q, T.Load(input + 32)));
            T.MultiplyAdd(z, T.Load(before) - n, n).Store(after);
            if (kept is null)
                continue;
            r.Store(kept);
            z.Store(kept + 16);
            n.Store(kept + 32);
            q.Store(kept + 48);
            kept += keptStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Derivatives<T>(GruShape shape, int rows, float* kept, float* before, float* after, float* previous, float* hidden,
        float** inputs) where T : struct, ILanes<T>
    {
        var one = T.Create(1);
        var (groups, stride, gateStride) = (shape.Groups, shape.UnitStride, shape.GateStride);
        for (var row = 0; row < rows; row++, before += stride, after += stride, previous += stride, hidden += gateStride)
        {
            var input = inputs[row];
            for (var group = 0; group < groups; group++, kept += Kept)
            {
                var (r, z, n, q) = (T.Load(kept), T.Load(kept + 16), T.Load(kept + 32), T.Load(kept + 48));
                var d = T.Load(after + group * 16);
                var dz = d * (T.Load(before + group * 16) - n) * z * (one - z);
                var dn = d * (one - z) * (one - n * n);
                var dr = dn * q * r * (one - r);
                T.MultiplyAdd(d, z, T.Load(previous + group * 16)).Store(previous + group * 16);
                float* to = hidden + group * 48, below = input + group * 48;
                dr.Store(to);
                dz.Store(to + 16);
                (dn * r).Store(to + 32);
                (T.Load(below) + dr).Store(below);
                (T.Load(below + 16) + dz).Store(below + 16);
                (T.Load(below + 32) + dn).Store(below + 32);
            }
        }
    }
}
