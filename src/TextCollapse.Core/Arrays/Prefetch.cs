using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TextCollapse.Arrays;

/// <summary>Prefetches memory that will be read soon, so that several cache misses overlap.</summary>
public static unsafe class Prefetch
{
    /// <summary>
    /// Prefetches the element before <paramref name="index"/>, or the first one if <paramref name="index"/> is not positive.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Around<T>(T* array, int index) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(array + Math.Max(index - 1, 0));
    }

    /// <summary>
    /// Prefetches the element at <paramref name="index"/>, which may lie outside the array. Does nothing on processors without a prefetch
    /// instruction.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<T>(T* array, int index) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(array + index);
    }

    /// <summary>Prefetches a valid location. On processors without a prefetch instruction, it is read.</summary>
    public static void Near<T>(ref T place) where T : unmanaged
    {
        // A prefetch never faults, so the location need not be pinned: if the garbage collector moves it, the only cost is a cache miss.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        else
            Volatile.Read(ref Unsafe.As<T, byte>(ref place));
    }
}
