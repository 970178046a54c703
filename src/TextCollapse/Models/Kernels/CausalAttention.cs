using System.Runtime.Intrinsics;
using static TextCollapse.Models.Kernels.VectorMath;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// Causal attention of whole sequences, 32 queries at a time, with the layout of <see cref="CausalAttentionReference"/>. Probabilities are not
/// kept: the backward pass computes them again from the logarithms of their sums, as FlashAttention does (Dao et al. 2022).
/// </summary>
internal sealed unsafe class CausalAttention
{
    private const int Queries = 32;
    private readonly int _heads, _width, _size, _stride;
    private readonly float _scale;
    private readonly FloatBuffer _keys, _keysTransposed, _values, _valuesTransposed, _scores, _slopes, _block;

    /// <summary>Buffers for sequences of at most <paramref name="length"/> positions; used by one thread.</summary>
    internal CausalAttention(int length, int heads, int width)
    {
        (_heads, _width, _size) = (heads, width, width / heads);
        _scale = (float)(1 / Math.Sqrt(_size));
        // One cache line more than whole panels: rows that lie a power of two apart would share a few sets of the cache.
        _stride = (length + ColumnPanels.Columns - 1) / ColumnPanels.Columns * ColumnPanels.Columns + Lanes;
        _keys = new FloatBuffer(ColumnPanels.Size(length, _size));
        _values = new FloatBuffer(ColumnPanels.Size(length, _size));
        _keysTransposed = new FloatBuffer(ColumnPanels.Size(_size, length));
        _valuesTransposed = new FloatBuffer(ColumnPanels.Size(_size, length));
        _scores = new FloatBuffer(Queries * _stride);
        _slopes = new FloatBuffer(Queries * _stride);
        _block = new FloatBuffer(ColumnPanels.Size(Queries, _size));
    }

    /// <summary>
    /// output [length, width] and <paramref name="logSums"/> [heads, length] from qkv [length, 3·width]. <paramref name="dropout"/>
    /// [heads, length, length] multiplies the probabilities; null for none.
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
                PanelProduct.Multiply(new LeftOperand(qkv + (nint)first * row, row, 1), new RightOperand(_keysTransposed.Pointer, _size), count, keys, _size, _scores.Pointer, _stride);
                for (var query = first; query < first + count; query++)
                {
                    var scores = _scores.Pointer + (query - first) * _stride;
                    logSums[head * length + query] = Normalise(scores, query + 1, keys);
                    if (dropout != null)
                        Multiply(scores, dropout + ((nint)head * length + query) * length, query + 1);
                }
                PanelProduct.Multiply(new LeftOperand(_scores.Pointer, _stride, 1), new RightOperand(_values.Pointer, length), count, _size, first + count, output + (nint)first * _width, _width);
            }
        }
    }

    /// <summary>Writes the gradient with respect to qkv, given that with respect to the output and what <see cref="Forward"/> was given and gave.</summary>
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
                PanelProduct.Multiply(new LeftOperand(queries, row, 1), new RightOperand(_keysTransposed.Pointer, _size), count, keys, _size, _scores.Pointer, _stride);
                PanelProduct.Multiply(new LeftOperand(dOut, _width, 1), new RightOperand(_valuesTransposed.Pointer, _size), count, keys, _size, _slopes.Pointer, _stride);
                for (var query = first; query < first + count; query++)
                {
                    var mean = Dot(dOutput + (nint)query * _width, output + (nint)query * _width, _size);
                    var mask = dropout == null ? null : dropout + ((nint)head * length + query) * length;
                    var at = (query - first) * _stride;
                    Slopes(_scores.Pointer + at, _slopes.Pointer + at, mask, query + 1, keys, logSums[head * length + query], mean);
                }
                PanelProduct.Multiply(new LeftOperand(_slopes.Pointer, _stride, 1), new RightOperand(_keys.Pointer, length), count, _size, first + count, dQkv + (nint)first * row, row);
                ColumnPanels.Pack(queries, row, count, _size, _block.Pointer);
                PanelProduct.Add(new LeftOperand(_slopes.Pointer, 1, _stride), new RightOperand(_block.Pointer, count), first + count, _size, count, dQkv + _width, row);
                ColumnPanels.Pack(dOut, _width, count, _size, _block.Pointer);
                PanelProduct.Add(new LeftOperand(_scores.Pointer, 1, _stride), new RightOperand(_block.Pointer, count), first + count, _size, count, dQkv + 2 * _width, row);
            }
        }
    }

    /// <summary>Scores become probabilities over the first <paramref name="visible"/> keys and zeros behind; returns the logarithm of the sum.</summary>
    private float Normalise(float* scores, int visible, int keys)
    {
        var lowest = Vector512.Create(float.NegativeInfinity);
        var largest = lowest;
        for (var key = 0; key < visible; key += Lanes)
            largest = Vector512.Max(largest, Vector512.ConditionalSelect(Before(visible - key), Vector512.Load(scores + key), lowest));
        var peak = Max(largest);
        var shift = Vector512.Create(-peak * _scale);
        Vector512<float> sums = default;
        for (var key = 0; key < keys; key += Lanes)
        {
            var weights = Vector512.BitwiseAnd(Exp(Vector512.MultiplyAddEstimate(Vector512.Load(scores + key), Vector512.Create(_scale), shift)), Before(visible - key));
            sums += weights;
            Vector512.Store(weights, scores + key);
        }
        var sum = Sum(sums);
        var inverse = Vector512.Create(1 / sum);
        for (var key = 0; key < visible; key += Lanes)
            Vector512.Store(Vector512.Load(scores + key) * inverse, scores + key);
        return peak * _scale + MathF.Log(sum);
    }

    /// <summary>Scores become (dropped) probabilities, and slopes with respect to these become slopes with respect to the unscaled scores.</summary>
    private void Slopes(float* scores, float* slopes, float* dropout, int visible, int keys, float logSum, float mean)
    {
        var (shift, means, scale) = (Vector512.Create(-logSum), Vector512.Create(mean), Vector512.Create(_scale));
        for (var key = 0; key < keys; key += Lanes)
        {
            var weights = Vector512.BitwiseAnd(Exp(Vector512.MultiplyAddEstimate(Vector512.Load(scores + key), scale, shift)), Before(visible - key));
            var slope = Vector512.Load(slopes + key);
            var kept = weights;
            if (dropout != null)
            {
                var mask = key < visible ? Load(dropout + key, visible - key) : default;
                slope *= mask;
                kept *= mask;
            }
            Vector512.Store(kept, scores + key);
            Vector512.Store(weights * (slope - means) * scale, slopes + key);
        }
    }

    /// <summary>All bits set in the first <paramref name="count"/> lanes.</summary>
    private static Vector512<float> Before(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    private static void Multiply(float* values, float* factors, int count)
    {
        for (var i = 0; i < count; i += Lanes)
            Store(Load(values + i, count - i) * Load(factors + i, count - i), values + i, count - i);
    }

    private static float Dot(float* x, float* y, int count)
    {
        Vector512<float> sums = default;
        for (var i = 0; i < count; i += Lanes)
            sums = Vector512.MultiplyAddEstimate(Load(x + i, count - i), Load(y + i, count - i), sums);
        return Sum(sums);
    }
}
