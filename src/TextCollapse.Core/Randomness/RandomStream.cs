namespace TextCollapse.Randomness;

/// <summary>
/// One stream of random numbers, determined by its <see cref="RandomKey"/>, purpose and number alone and independent of all other draws. A
/// mutable struct that one loop owns; pass it by reference. <see cref="Position"/> can be saved and restored.
/// </summary>
public struct RandomStream
{
    private readonly ulong _key;
    private readonly ulong _stream;
    private ulong _spare;

    internal RandomStream(ulong key, ulong stream) => (_key, _stream) = (key, stream);

    /// <summary>The number of 64-bit values drawn so far; setting it moves the stream to that position.</summary>
    public ulong Position
    {
        readonly get => _position;
        set
        {
            _position = value & ~1UL;
            if ((value & 1) != 0)
                NextUInt64();
        }
    }

    private ulong _position;

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        if ((_position++ & 1) != 0)
            return _spare;
        var (low, high) = Philox.Block(_key, _position >> 1, _stream);
        _spare = high;
        return low;
    }

    /// <summary>Uniform on [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on [0, 1), a multiple of 2⁻²⁴.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1 << 24));

    /// <summary>Uniform on 0 … <paramref name="bound"/> − 1 without bias (Lemire 2019, rejection of the short last interval).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)NextUInt64((ulong)bound);
    }

    /// <summary>Uniform on 0 … <paramref name="bound"/> − 1 without bias.</summary>
    public long NextLong(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (long)NextUInt64((ulong)bound);
    }

    private ulong NextUInt64(ulong bound)
    {
        var product = Math.BigMul(NextUInt64(), bound, out var low);
        if (low < bound)
            for (var threshold = (0 - bound) % bound; low < threshold;)
                product = Math.BigMul(NextUInt64(), bound, out low);
        return product;
    }

    /// <summary>A standard normal variate (Box–Muller, the cosine branch: two uniforms, no rejection).</summary>
    public double NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Shuffles the elements uniformly (Fisher–Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var chosen = NextInt(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }
}
