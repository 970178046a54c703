using TextCollapse.Randomness;

namespace TextCollapse.Models.Kernels;

/// <summary>Draws dropout masks (Srivastava et al. 2014).</summary>
internal static class DropoutMask
{
    /// <summary>Sets each element to 0 with the given probability (rounded to 1/65536), else to 1 / (1 − probability).</summary>
    internal static void Fill(Span<float> mask, double probability, ref RandomStream random)
    {
        var threshold = (ulong)Math.Round(probability * 65536);
        var kept = (float)(1 / (1 - probability));
        for (var i = 0; i < mask.Length; i += 4)
        {
            var bits = random.NextUInt64();
            for (var j = i; j < Math.Min(i + 4, mask.Length); j++, bits >>= 16)
                mask[j] = (bits & 0xFFFF) < threshold ? 0 : kept;
        }
    }
}
