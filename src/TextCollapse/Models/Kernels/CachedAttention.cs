using System.Runtime.Intrinsics;
using static TextCollapse.Models.Kernels.VectorMath;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// Attention of one new position to the cached keys and values of its own document: the last row of <see cref="CausalAttention"/>, with the same
/// order of every sum.
/// </summary>
internal sealed unsafe class CachedAttention
{
    private readonly int _heads, _width, _size, _stride;
    private readonly float _scale;
    private readonly FloatBuffer _weights;

    internal CachedAttention(int context, int heads, int width)
    {
        (_heads, _width, _size) = (heads, width, width / heads);
        _scale = (float)(1 / Math.Sqrt(_size));
        _stride = (context + Lanes - 1) / Lanes * Lanes;
        _weights = new FloatBuffer(_stride);
        CacheSize = width * (_stride + context);
    }

    /// <summary>Floats of cache for one document and block: keys [width, context rounded up to 16], then values [context, width].</summary>
    internal int CacheSize { get; }

    /// <summary>Puts the key and value of qkv [3·width] into the cache at a position.</summary>
    internal void Append(float* qkv, float* cache, int position)
    {
        for (var i = 0; i < _width; i++)
            cache[i * _stride + position] = qkv[_width + i];
        new Span<float>(qkv + 2 * _width, _width).CopyTo(new Span<float>(cache + _width * _stride + position * _width, _width));
    }

    /// <summary>output [width] for the query in qkv at a position, from the cache up to that position.</summary>
    internal void Attend(float* qkv, float* cache, int position, float* output)
    {
        var values = cache + _width * _stride;
        for (var head = 0; head < _heads; head++)
        {
            Scores(qkv + head * _size, cache + head * _size * _stride, position + 1);
            Gather(values + head * _size, position + 1, output + head * _size);
        }
    }

    private void Scores(float* query, float* keys, int count)
    {
        var weights = _weights.Pointer;
        var largest = Vector512.Create(float.NegativeInfinity);
        for (var key = 0; key < count; key += 4 * Lanes)
        {
            Vector512<float> a = default, b = default, c = default, d = default;
            for (var i = 0; i < _size; i++)
            {
                var (q, row) = (Vector512.Create(query[i]), (nint)i * _stride + key);
                a = Vector512.FusedMultiplyAdd(q, Vector512.Load(keys + row), a);
                if (key + Lanes < count)
                    b = Vector512.FusedMultiplyAdd(q, Vector512.Load(keys + row + Lanes), b);
                if (key + 2 * Lanes < count)
                    c = Vector512.FusedMultiplyAdd(q, Vector512.Load(keys + row + 2 * Lanes), c);
                if (key + 3 * Lanes < count)
                    d = Vector512.FusedMultiplyAdd(q, Vector512.Load(keys + row + 3 * Lanes), d);
            }
            largest = Vector512.Max(largest, Keep(a, weights, key, count));
            largest = Vector512.Max(largest, Keep(b, weights, key + Lanes, count));
            largest = Vector512.Max(largest, Keep(c, weights, key + 2 * Lanes, count));
            largest = Vector512.Max(largest, Keep(d, weights, key + 3 * Lanes, count));
        }
        var shift = Vector512.Create(-Max(largest) * _scale);
        Vector512<float> sums = default;
        for (var key = 0; key < count; key += Lanes)
        {
            var exponentials = Vector512.BitwiseAnd(Exp(Vector512.FusedMultiplyAdd(Vector512.Load(weights + key), Vector512.Create(_scale), shift)), Before(count - key));
            sums += exponentials;
            Vector512.Store(exponentials, weights + key);
        }
        var inverse = Vector512.Create(1 / Sum(sums));
        for (var key = 0; key < count; key += Lanes)
            Vector512.Store(Vector512.Load(weights + key) * inverse, weights + key);
    }

    private static Vector512<float> Keep(Vector512<float> scores, float* weights, int key, int count)
    {
        var lowest = Vector512.Create(float.NegativeInfinity);
        if (key >= count)
            return lowest;
        Vector512.Store(scores, weights + key);
        return Vector512.ConditionalSelect(Before(count - key), scores, lowest);
    }

    private void Gather(float* values, int count, float* output)
    {
        for (var i = 0; i < _size; i += 2 * Lanes)
        {
            var left = _size - i;
            Vector512<float> low = default, high = default;
            for (var block = 0; block < count; block += PanelProduct.DepthBlock)
            {
                Vector512<float> lower = default, upper = default;
                for (var key = block; key < Math.Min(block + PanelProduct.DepthBlock, count); key++)
                {
                    var weight = Vector512.Create(_weights.Pointer[key]);
                    lower = Vector512.FusedMultiplyAdd(weight, Load(values + (nint)key * _width + i, left), lower);
                    if (left > Lanes)
                        upper = Vector512.FusedMultiplyAdd(weight, Load(values + (nint)key * _width + i + Lanes, left - Lanes), upper);
                }
                low += lower;
                high += upper;
            }
            Store(low, output + i, left);
            if (left > Lanes)
                Store(high, output + i + Lanes, left - Lanes);
        }
    }

    private static Vector512<float> Before(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
}
