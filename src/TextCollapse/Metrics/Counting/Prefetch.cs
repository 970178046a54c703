using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TextCollapse.Metrics.Counting;

/// <summary>Asks for memory before it is needed, where the processor can; never reads it, so any address will do.</summary>
internal static unsafe class Prefetch
{
    /// <summary>The element before <paramref name="index"/>, if that is positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Around<T>(T* array, int index) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(array + Math.Max(index - 1, 0));
    }

    /// <summary>The element at <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<T>(T* array, int index) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(array + index);
    }
}
