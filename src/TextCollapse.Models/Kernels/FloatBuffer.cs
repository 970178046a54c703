namespace TextCollapse.Models.Kernels;

/// <summary>A pinned block of floats aligned to 64 bytes, initially zero. Valid as long as this object is reachable.</summary>
public sealed unsafe class FloatBuffer
{
    private const int Alignment = 64;
    private readonly float[] _array;
    private readonly int _offset;

    /// <summary>Allocates a zeroed buffer, pinned and aligned to cache lines.</summary>
    public FloatBuffer(int length)
    {
        Length = length;
        _array = GC.AllocateArray<float>(length + Alignment / sizeof(float), pinned: true);
        var address = (nuint)System.Runtime.CompilerServices.Unsafe.AsPointer(
            ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_array));
        _offset = (int)((Alignment - address % Alignment) % Alignment / sizeof(float));
        Pointer = (float*)address + _offset;
    }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>A pointer to the first element; valid as long as the buffer is reachable.</summary>
    public float* Pointer { get; }

    /// <summary>All elements.</summary>
    public Span<float> Span => _array.AsSpan(_offset, Length);

    /// <summary>A range of elements.</summary>
    public Span<float> Slice(int offset, int length) => Span.Slice(offset, length);

    /// <summary>Creates a copy with its own memory.</summary>
    public FloatBuffer Copy()
    {
        var copy = new FloatBuffer(Length);
        Span.CopyTo(copy.Span);
        return copy;
    }
}
