using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// Attention of one new position to the cached keys and values of its document: the last row of <see cref="CausalAttention"/>, with the
/// same order of every sum.
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
        _stride = (context + 15) & ~15;
        _weights = new FloatBuffer(heads * _stride);
        CacheSize = checked(width * (_stride + context));
    }

    /// <summary>
    /// Cache size of one document and block in floats: the keys of each head as [context / 16, size, 16], so that sixteen scores are summed
    /// in parallel; then the values of all heads as [context, width].
    /// </summary>
    internal int CacheSize { get; }

    /// <summary>Stores the key and value of qkv [3·width] in the cache at a position.</summary>
    internal void Append(float* qkv, float* cache, int position)
    {
        float* from = qkv + _width, to = cache + position / 16 * 16 * _size + position % 16;
        for (var head = 0; head < _heads; head++, from += _size, to += _stride * _size)
            for (var i = 0; i < _size; i++)
                to[i * 16] = from[i];
        new Span<float>(qkv + 2 * _width, _width).CopyTo(new Span<float>(Values(cache) + (nint)position * _width, _width));
    }

    /// <summary>Computes output [width] for the query in qkv at a position, from the cache up to that position.</summary>
    internal void Attend(float* qkv, float* cache, int position, float* output)
    {
        if (Vector512.IsHardwareAccelerated)
            Attend<Lanes512>(qkv, cache, position + 1, output);
        else if (Vector256.IsHardwareAccelerated)
            Attend<Lanes256>(qkv, cache, position + 1, output);
        else
            Attend<Lanes128>(qkv, cache, position + 1, output);
    }

    private float* Values(float* cache) => cache + (nint)_width * _stride;

    private void Attend<T>(float* query, float* cache, int count, float* output) where T : struct, ILanes<T>
    {
        var weights = _weights.Pointer;
        for (var head = 0; head < _heads; head++)
        {
            Scores<T>(query + head * _size, cache + (nint)head * _size * _stride, count, _size, weights + head * _stride);
            CausalAttention.Normalise(weights + head * _stride, count, 0, _scale);
        }
        var values = Values(cache);
        if (_size % 32 == 0 && _heads % 2 == 0)
            for (var head = 0; head < _heads; head += 2)
                for (var i = 0; i < _size; i += 32)
                    Gather<T>(weights + head * _stride, _stride, values + head * _size + i, _width, _size, count, output + head * _size
                        + i);
        else
            for (var head = 0; head < _heads; head++)
                for (var i = 0; i < _size; i += 16)
                    Gather<T>(weights + head * _stride, values + head * _size + i, _width, count, output + head * _size + i, _size - i);
    }

    /// <summary>
    /// Computes the scores of all keys before <paramref name="count"/>, four blocks of sixteen in parallel, because a single accumulator
    /// would be limited by latency.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scores<T>(float* query, float* keys, int count, int size, float* scores) where T : struct, ILanes<T>
    {
        var block = size * 16;
        for (; count > 48; count -= 64, keys += 4 * block, scores += 64)
        {
            T a = T.Create(0), b = a, c = a, d = a;
            for (var i = 0; i < size; i++)
            {
                var x = T.Create(query[i]);
                var at = keys + i * 16;
                a = T.MultiplyAdd(x, T.Load(at), a);
                b = T.MultiplyAdd(x, T.Load(at + block), b);
                c = T.MultiplyAdd(x, T.Load(at + 2 * block), c);
                d = T.MultiplyAdd(x, T.Load(at + 3 * block), d);
            }
            a.Store(scores);
            b.Store(scores + 16);
            c.Store(scores + 32);
            d.Store(scores + 48);
        }
        for (; count > 0; count -= 16, keys += block, scores += 16)
        {
            var sum = T.Create(0);
            for (var i = 0; i < size; i++)
                sum = T.MultiplyAdd(T.Create(query[i]), T.Load(keys + i * 16), sum);
            sum.Store(scores);
        }
    }

    /// <summary>Sums 32 columns of each of two heads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather<T>(float* weights, int stride, float* values, int width, int size, int count, float* output) where T
        : struct, ILanes<T>
    {
        for (var first = 0; first < count; first += PanelProduct.DepthBlock)
        {
            T a = T.Create(0), b = a, c = a, d = a;
            var last = Math.Min(first + PanelProduct.DepthBlock, count);
            for (var key = first; key < last; key++)
            {
                var row = values + (nint)key * width;
                T left = T.Create(weights[key]), right = T.Create(weights[stride + key]);
                a = T.MultiplyAdd(left, T.Load(row), a);
                b = T.MultiplyAdd(left, T.Load(row + 16), b);
                c = T.MultiplyAdd(right, T.Load(row + size), c);
                d = T.MultiplyAdd(right, T.Load(row + size + 16), d);
            }
            Put(a, output, first);
            Put(b, output + 16, first);
            Put(c, output + size, first);
            Put(d, output + size + 16, first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(T sum, float* output, int first) where T : struct, ILanes<T> =>
        (first > 0 ? T.Load(output) + sum : sum).Store(output);

    /// <summary>Sums up to sixteen columns of one head.</summary>
    private static void Gather<T>(float* weights, float* values, int width, int count, float* output, int columns) where T
        : struct, ILanes<T>
    {
        for (var first = 0; first < count; first += PanelProduct.DepthBlock)
        {
            var sum = T.Create(0);
            for (var key = first; key < Math.Min(first + PanelProduct.DepthBlock, count); key++)
                sum = T.MultiplyAdd(T.Create(weights[key]), Tails.Load<T>(values + (nint)key * width, columns), sum);
            Tails.Store(first > 0 ? Tails.Load<T>(output, columns) + sum : sum, output, columns);
        }
    }
}
