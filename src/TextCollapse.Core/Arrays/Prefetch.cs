using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TextCollapse.Arrays;

/// <summary>Asks for memory that will be read soon, so that many waits overlap.</summary>
public static unsafe class Prefetch
{
    /// <summary>The element before <paramref name="index"/>, if that is positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Around<T>(T* array, int index) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(array + Math.Max(index - 1, 0));
    }

    /// <summary>
    /// The element at <paramref name="index"/>, which need not be one of the array's: where the processor cannot ask ahead, nothing is
    /// read.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<T>(T* array, int index) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(array + index);
    }

    /// <summary>A place that is there: where the processor cannot ask ahead, it is read.</summary>
    public static void Near<T>(ref T place) where T : unmanaged
    {
        // A prefetch never faults, so the place need not be pinned: a move by the collector costs a wait and nothing else.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        else
            Volatile.Read(ref Unsafe.As<T, byte>(ref place));
    }
}
