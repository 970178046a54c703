using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TextCollapse.Models.Kernels;

/// <summary>The last lanes of rows whose length is not a multiple of sixteen.</summary>
internal static unsafe class Tails
{
    // Constant data of the assembly: neither moved nor initialised at run time, so that kernels read it without a check or a call, before
    // which every vector register would have to be spilled.
    private static ReadOnlySpan<uint> Masks =>
        [~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static ReadOnlySpan<float> Ones =>
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static ReadOnlySpan<float> Ceilings =>
    [
        1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f, 1 / 0f,
        -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f, -1 / 0f,
            -1 / 0f, -1 / 0f,
    ];

    /// <summary>The first <paramref name="count"/> (16 or more: 16) floats at <paramref name="from"/>, followed by zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Load<T>(float* from, int count) where T : struct, ILanes<T> => count >= 16 ? T.Load(from) : T.LoadFirst(from, count);

    /// <summary>Stores the first <paramref name="count"/> (16 or more: 16) lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store<T>(T lanes, float* to, int count) where T : struct, ILanes<T>
    {
        if (count >= 16)
            lanes.Store(to);
        else
            lanes.StoreFirst(to, count);
    }

    /// <summary>A mask factor: 1 in the first <paramref name="count"/> lanes (0 to 16), 0 in the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Counted<T>(int count) where T : struct, ILanes<T> => T.Load(Steps(Ones, count));

    /// <summary>
    /// +∞ in the first <paramref name="count"/> lanes (0 to 16), −∞ in the others: after a minimum with it, the other lanes do not affect a
    /// maximum.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Ceiling<T>(int count) where T : struct, ILanes<T> => T.Load(Steps(Ceilings, count));

    /// <summary>
    /// Sixteen masks for masked load and store instructions: all bits set in the first <paramref name="count"/> (0 to 16), none in the
    /// others.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float* Mask(int count) => (float*)Steps(Masks, count);

    /// <summary><see cref="ILanes{T}.LoadFirst"/> on machines without masked instructions.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T LoadPart<T>(float* from, int count) where T : struct, ILanes<T>
    {
        var part = stackalloc float[16];
        for (var i = 0; i < 16; i++)
            part[i] = i < count ? from[i] : 0;
        return T.Load(part);
    }

    /// <summary><see cref="ILanes{T}.StoreFirst"/> on machines without masked instructions.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void StorePart<T>(T lanes, float* to, int count) where T : struct, ILanes<T>
    {
        var part = stackalloc float[16];
        lanes.Store(part);
        for (var i = 0; i < count; i++)
            to[i] = part[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TItem* Steps<TItem>(ReadOnlySpan<TItem> table, int count) where TItem : unmanaged =>
        (TItem*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(table)) + 16 - count;
}
