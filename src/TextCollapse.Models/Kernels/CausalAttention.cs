using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// Causal attention of whole sequences, 32 queries at a time, with the layout of <see cref="CausalAttentionReference"/>. Probabilities are
/// not stored: the backward pass recomputes them from the logarithms of their sums, as in FlashAttention (Dao et al. 2022).
/// </summary>
internal sealed unsafe class CausalAttention
{
    private const int Queries = 32;
    private readonly int _heads, _width, _size, _stride;
    private readonly float _scale;
    private readonly FloatBuffer _keys, _keysTransposed, _values, _valuesTransposed, _scores, _slopes, _block;

    /// <summary>Allocates buffers for sequences of at most <paramref name="length"/> positions; used by one thread.</summary>
    internal CausalAttention(int length, int heads, int width)
    {
        (_heads, _width, _size) = (heads, width, width / heads);
        _scale = (float)(1 / Math.Sqrt(_size));
        // One cache line more than whole panels: rows at a power-of-two stride would compete for a few cache sets.
        _stride = (length + ColumnPanels.Columns - 1) / ColumnPanels.Columns * ColumnPanels.Columns + 16;
        _keys = new FloatBuffer(ColumnPanels.Size(length, _size));
        _values = new FloatBuffer(ColumnPanels.Size(length, _size));
        _keysTransposed = new FloatBuffer(ColumnPanels.Size(_size, length));
        _valuesTransposed = new FloatBuffer(ColumnPanels.Size(_size, length));
        _scores = new FloatBuffer(Queries * _stride);
        _slopes = new FloatBuffer(Queries * _stride);
        _block = new FloatBuffer(ColumnPanels.Size(Queries, _size));
    }

    /// <summary>
    /// Computes output [length, width] and <paramref name="logSums"/> [heads, length] from qkv [length, 3·width].
    /// <paramref name="dropout"/> [heads, length, length] multiplies the probabilities; null for none. <paramref name="logSums"/> is needed
    /// only for the backward pass; null to omit it.
    /// </summary>
    internal void Forward(float* qkv, int length, float* dropout, float* output, float* logSums)
    {
        var row = 3 * _width;
        for (var head = 0; head < _heads; head++, qkv += _size, output += _size)
        {
            ColumnPanels.PackTransposed(qkv + _width, row, _size, length, _keysTransposed.Pointer);
            ColumnPanels.Pack(qkv + 2 * _width, row, length, _size, _values.Pointer);
            for (var first = 0; first < length; first += Queries)
            {
                var count = Math.Min(Queries, length - first);
                var keys = first + Queries;
                PanelProduct.Multiply(new LeftOperand(qkv + (nint)first * row, row, 1), new RightOperand(_keysTransposed.Pointer, _size),
                    count, keys, _size, _scores.Pointer, _stride);
                for (var query = first; query < first + count; query++)
                {
                    var scores = _scores.Pointer + (query - first) * _stride;
                    var (peak, sum) = Normalise(scores, query + 1, keys, _scale);
                    if (logSums != null)
                        logSums[head * length + query] = peak + MathF.Log(sum);
                    if (dropout != null)
                        Multiply(scores, dropout + ((nint)head * length + query) * length, query + 1);
                }
                PanelProduct.Multiply(new LeftOperand(_scores.Pointer, _stride, 1), new RightOperand(_values.Pointer, length), count, _size,
                    first + count, output + (nint)first * _width, _width);
            }
        }
    }

    /// <summary>
    /// Writes the gradient with respect to qkv, given the gradient with respect to the output and the inputs and outputs of
    /// <see cref="Forward"/>.
    /// </summary>
    internal void Backward(float* qkv, float* output, float* dOutput, int length, float* dropout, float* logSums, float* dQkv)
    {
        var row = 3 * _width;
        for (var head = 0; head < _heads; head++, qkv += _size, output += _size, dOutput += _size, dQkv += _size)
        {
            ColumnPanels.PackTransposed(qkv + _width, row, _size, length, _keysTransposed.Pointer);
            ColumnPanels.PackTransposed(qkv + 2 * _width, row, _size, length, _valuesTransposed.Pointer);
            ColumnPanels.Pack(qkv + _width, row, length, _size, _keys.Pointer);
            for (var position = 0; position < length; position++)
            {
                new Span<float>(dQkv + (nint)position * row + _width, _size).Clear();
                new Span<float>(dQkv + (nint)position * row + 2 * _width, _size).Clear();
            }
            for (var first = 0; first < length; first += Queries)
            {
                var count = Math.Min(Queries, length - first);
                var keys = first + Queries;
                var queries = qkv + (nint)first * row;
                var dOut = dOutput + (nint)first * _width;
                PanelProduct.Multiply(new LeftOperand(queries, row, 1), new RightOperand(_keysTransposed.Pointer, _size), count, keys,
                    _size, _scores.Pointer, _stride);
                PanelProduct.Multiply(new LeftOperand(dOut, _width, 1), new RightOperand(_valuesTransposed.Pointer, _size), count, keys,
                    _size, _slopes.Pointer, _stride);
                for (var query = first; query < first + count; query++)
                {
                    var mean = Dot(dOutput + (nint)query * _width, output + (nint)query * _width, _size);
                    var mask = dropout == null ? null : dropout + ((nint)head * length + query) * length;
                    var at = (query - first) * _stride;
                    Slopes(_scores.Pointer + at, _slopes.Pointer + at, mask, query + 1, keys, logSums[head * length + query], mean);
                }
                PanelProduct.Multiply(new LeftOperand(_slopes.Pointer, _stride, 1), new RightOperand(_keys.Pointer, length), count, _size,
                    first + count, dQkv + (nint)first * row, row);
                ColumnPanels.Pack(queries, row, count, _size, _block.Pointer);
                PanelProduct.Add(new LeftOperand(_slopes.Pointer, 1, _stride), new RightOperand(_block.Pointer, count), first + count,
                    _size, count, dQkv + _width, row);
                ColumnPanels.Pack(dOut, _width, count, _size, _block.Pointer);
                PanelProduct.Add(new LeftOperand(_scores.Pointer, 1, _stride), new RightOperand(_block.Pointer, count), first + count,
                    _size, count, dQkv + 2 * _width, row);
            }
        }
    }

    /// <summary>
    /// Replaces scores by probabilities over the first <paramref name="visible"/> keys and zeros after them; returns the largest scaled
    /// score and the sum of e^(scaled score − largest).
    /// </summary>
    internal static (float Peak, float Sum) Normalise(float* scores, int visible, int keys, float scale)
    {
        if (Vector512.IsHardwareAccelerated)
            return Normalise<Lanes512>(scores, visible, keys, scale);
        return Vector256.IsHardwareAccelerated ? Normalise<Lanes256>(scores, visible, keys, scale)
            : Normalise<Lanes128>(scores, visible, keys, scale);
    }

    /// <summary>
    /// Replaces scores by probabilities (after dropout), and the derivatives with respect to these by derivatives with respect to the
    /// unscaled scores.
    /// </summary>
    private void Slopes(float* scores, float* slopes, float* dropout, int visible, int keys, float logSum, float mean)
    {
        if (Vector512.IsHardwareAccelerated)
            Slopes<Lanes512>(scores, slopes, dropout, visible, keys, logSum, mean, _scale);
        else if (Vector256.IsHardwareAccelerated)
            Slopes<Lanes256>(scores, slopes, dropout, visible, keys, logSum, mean, _scale);
        else
            Slopes<Lanes128>(scores, slopes, dropout, visible, keys, logSum, mean, _scale);
    }

    private static float Dot(float* x, float* y, int count)
    {
        if (Vector512.IsHardwareAccelerated)
            return Dot<Lanes512>(x, y, count);
        return Vector256.IsHardwareAccelerated ? Dot<Lanes256>(x, y, count) : Dot<Lanes128>(x, y, count);
    }

    private static (float Peak, float Sum) Normalise<T>(float* scores, int visible, int keys, float scale) where T : struct, ILanes<T>
    {
        var whole = visible & ~15;
        var largest = T.Create(float.NegativeInfinity);
        for (var key = 0; key < whole; key += 16)
            largest = T.Max(largest, T.Load(scores + key));
        if (whole < visible)
            largest = T.Max(largest, T.Min(T.Load(scores + whole), Tails.Ceiling<T>(visible - whole)));
        var peak = largest.Largest() * scale;
        var (scales, shift, sums) = (T.Create(scale), T.Create(-peak), T.Create(0));
        for (var key = 0; key < whole; key += 16)
        {
            var weights = Elementary.Exp(T.MultiplyAdd(T.Load(scores + key), scales, shift));
            weights.Store(scores + key);
            sums += weights;
        }
        if (whole < visible)
        {
            var weights = Elementary.Exp(T.MultiplyAdd(T.Load(scores + whole), scales, shift)) * Tails.Counted<T>(visible - whole);
            weights.Store(scores + whole);
            sums += weights;
        }
        var sum = sums.Sum();
        var inverse = T.Create(1 / sum);
        for (var key = 0; key < visible; key += 16)
            (T.Load(scores + key) * inverse).Store(scores + key);
        for (var key = (visible + 15) & ~15; key < keys; key += 16)
            T.Create(0).Store(scores + key);
        return (peak, sum);
    }

    private static void Slopes<T>(float* scores, float* slopes, float* dropout, int visible, int keys, float logSum, float mean,
        float scale) where T : struct, ILanes<T>
    {
        var (shift, means, scales) = (T.Create(-logSum), T.Create(mean), T.Create(scale));
        for (var key = 0; key < visible; key += 16)
        {
            var weights = Elementary.Exp(T.MultiplyAdd(T.Load(scores + key), scales, shift));
            if (key + 16 > visible)
                weights *= Tails.Counted<T>(visible - key);
            var slope = T.Load(slopes + key);
            var kept = weights;
            if (dropout != null)
            {
                var mask = Tails.Load<T>(dropout + key, visible - key);
                slope *= mask;
                kept *= mask;
            }
            kept.Store(scores + key);
            (weights * (slope - means) * scales).Store(slopes + key);
        }
        for (var key = (visible + 15) & ~15; key < keys; key += 16)
        {
            T.Create(0).Store(scores + key);
            T.Create(0).Store(slopes + key);
        }
    }

    private static float Dot<T>(float* x, float* y, int count) where T : struct, ILanes<T>
    {
        var sums = T.Create(0);
        for (var i = 0; i < count; i += 16)
            sums = T.MultiplyAdd(Tails.Load<T>(x + i, count - i), Tails.Load<T>(y + i, count - i), sums);
        return sums.Sum();
    }

    private static void Multiply(float* values, float* factors, int count) =>
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(values, count), new ReadOnlySpan<float>(factors, count),
            new Span<float>(values, count));
}
