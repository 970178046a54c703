using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TextCollapse.Models.Ngram;

/// <summary>Asks for memory that will be read soon, so that many waits overlap.</summary>
internal static class Prefetch
{
    internal static unsafe void Near<T>(ref T place) where T : unmanaged
    {
        // A prefetch never faults, so the place need not be pinned: a move by the collector costs a wait and nothing else.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        else
            Volatile.Read(ref Unsafe.As<T, byte>(ref place));
    }
}
