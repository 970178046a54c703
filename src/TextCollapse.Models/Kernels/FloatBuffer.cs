namespace TextCollapse.Models.Kernels;

/// <summary>
/// A fixed block of floats at a 64-byte boundary that the collector never moves, zero at first. Alive as long as it is referred to.
/// </summary>
public sealed unsafe class FloatBuffer
{
    private const int Alignment = 64;
    private readonly float[] _array;
    private readonly int _offset;

    /// <summary>Allocates zeros, pinned and aligned to cache lines.</summary>
    public FloatBuffer(int length)
    {
        Length = length;
        _array = GC.AllocateArray<float>(length + Alignment / sizeof(float), pinned: true);
        var address = (nuint)System.Runtime.CompilerServices.Unsafe.AsPointer(
            ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_array));
        _offset = (int)((Alignment - address % Alignment) % Alignment / sizeof(float));
        Pointer = (float*)address + _offset;
    }

    /// <summary>Numbers in the buffer.</summary>
    public int Length { get; }

    /// <summary>The first number; valid as long as the buffer is reachable.</summary>
    public float* Pointer { get; }

    /// <summary>All numbers.</summary>
    public Span<float> Span => _array.AsSpan(_offset, Length);

    /// <summary>Some of the numbers.</summary>
    public Span<float> Slice(int offset, int length) => Span.Slice(offset, length);

    /// <summary>A copy with its own memory.</summary>
    public FloatBuffer Copy()
    {
        var copy = new FloatBuffer(Length);
        Span.CopyTo(copy.Span);
        return copy;
    }
}
