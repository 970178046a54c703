using System.Runtime.CompilerServices;

namespace TextCollapse.Models.Kernels;

/// <summary>The last lanes of rows whose length is not a multiple of sixteen.</summary>
internal static unsafe class Tails
{
    private static readonly FloatBuffer Ones = Steps(1, 0), Ceilings = Steps(float.PositiveInfinity, float.NegativeInfinity);

    /// <summary>The first <paramref name="count"/> (16 or more: 16) floats at <paramref name="from"/>, and zeros behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Load<T>(float* from, int count) where T : struct, ILanes<T> => count >= 16 ? T.Load(from) : LoadPart<T>(from, count);

    /// <summary>Stores the first <paramref name="count"/> (16 or more: 16) lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store<T>(T lanes, float* to, int count) where T : struct, ILanes<T>
    {
        if (count >= 16)
            lanes.Store(to);
        else
            StorePart(lanes, to, count);
    }

    /// <summary>1 in the first <paramref name="count"/> lanes (0 to 16), 0 behind them: what is multiplied by it counts or does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Counted<T>(int count) where T : struct, ILanes<T> => T.Load(Ones.Pointer + 16 - count);

    /// <summary>+∞ in the first <paramref name="count"/> lanes (0 to 16), −∞ behind them: the smaller of it and anything is no rival for a maximum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Ceiling<T>(int count) where T : struct, ILanes<T> => T.Load(Ceilings.Pointer + 16 - count);

    // Kept out of line: a stack buffer would keep its callers from being inlined.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T LoadPart<T>(float* from, int count) where T : struct, ILanes<T>
    {
        var part = stackalloc float[16];
        for (var i = 0; i < 16; i++)
            part[i] = i < count ? from[i] : 0;
        return T.Load(part);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StorePart<T>(T lanes, float* to, int count) where T : struct, ILanes<T>
    {
        var part = stackalloc float[16];
        lanes.Store(part);
        for (var i = 0; i < count; i++)
            to[i] = part[i];
    }

    private static FloatBuffer Steps(float first, float then)
    {
        var steps = new FloatBuffer(32);
        steps.Span[..16].Fill(first);
        steps.Span[16..].Fill(then);
        return steps;
    }
}
