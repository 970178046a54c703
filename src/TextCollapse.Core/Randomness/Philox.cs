namespace TextCollapse.Randomness;

/// <summary>
/// The Philox 4×32 counter-based generator with ten rounds: a keyed bijection of 128-bit counters, so that any draw of any stream can be
/// computed without the preceding ones. Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// </summary>
internal static class Philox
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    /// <summary>The 128 random bits of a 128-bit counter under a 64-bit key, as two 64-bit halves.</summary>
    internal static (ulong Low, ulong High) Block(ulong key, ulong counterLow, ulong counterHigh)
    {
        uint c0 = (uint)counterLow, c1 = (uint)(counterLow >> 32), c2 = (uint)counterHigh, c3 = (uint)(counterHigh >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (var round = 0; round < 10; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 += Weyl0;
            k1 += Weyl1;
        }
        return (c0 | ((ulong)c1 << 32), c2 | ((ulong)c3 << 32));
    }
}
