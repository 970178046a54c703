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

    /// <summary>
    /// Floats of cache for one document and block. Head after head: its keys as [context / 16, size, 16], so that sixteen scores are summed side by
    /// side, and its values as [context, size]; all that one head reads lies together.
    /// </summary>
    internal int CacheSize { get; }

    /// <summary>Puts the key and value of qkv [3·width] into the cache at a position.</summary>
    internal void Append(float* qkv, float* cache, int position)
    {
        var key = position / Lanes * Lanes * _size + position % Lanes;
        for (var head = 0; head < _heads; head++, qkv += _size, cache += HeadSize)
        {
            for (var i = 0; i < _size; i++)
                cache[key + i * Lanes] = qkv[_width + i];
            new Span<float>(qkv + 2 * _width, _size).CopyTo(new Span<float>(cache + _stride * _size + position * _size, _size));
        }
    }

    /// <summary>output [width] for the query in qkv at a position, from the cache up to that position.</summary>
    internal void Attend(float* qkv, float* cache, int position, float* output)
    {
        for (var head = 0; head < _heads; head++, qkv += _size, output += _size, cache += HeadSize)
        {
            Scores(qkv, cache, position + 1);
            Gather(cache + _stride * _size, position + 1, output);
        }
    }

    private int HeadSize => CacheSize / _heads;

    private void Scores(float* query, float* keys, int count)
    {
        var weights = _weights.Pointer;
        var lowest = Vector512.Create(float.NegativeInfinity);
        var largest = lowest;
        for (var key = 0; key < count; key += Lanes)
        {
            Vector512<float> scores = default;
            for (var i = 0; i < _size; i++, keys += Lanes)
                scores = Vector512.MultiplyAddEstimate(Vector512.Create(query[i]), Vector512.Load(keys), scores);
            Vector512.Store(scores, weights + key);
            largest = Vector512.Max(largest, Vector512.ConditionalSelect(Before(count - key), scores, lowest));
        }
        var shift = Vector512.Create(-Max(largest) * _scale);
        Vector512<float> sums = default;
        for (var key = 0; key < count; key += Lanes)
        {
            var exponentials = Vector512.BitwiseAnd(Exp(Vector512.MultiplyAddEstimate(Vector512.Load(weights + key), Vector512.Create(_scale), shift)), Before(count - key));
            sums += exponentials;
            Vector512.Store(exponentials, weights + key);
        }
        var inverse = Vector512.Create(1 / Sum(sums));
        for (var key = 0; key < count; key += Lanes)
            Vector512.Store(Vector512.Load(weights + key) * inverse, weights + key);
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
                    lower = Vector512.MultiplyAddEstimate(weight, Load(values + (nint)key * _size + i, left), lower);
                    if (left > Lanes)
                        upper = Vector512.MultiplyAddEstimate(weight, Load(values + (nint)key * _size + i + Lanes, left - Lanes), upper);
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
