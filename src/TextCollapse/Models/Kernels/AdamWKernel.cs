namespace TextCollapse.Models.Kernels;

/// <summary>What one AdamW step multiplies by.</summary>
internal readonly record struct AdamWRates(float Beta1, float Fresh1, float Beta2, float Fresh2, float GradientScale, float Rate, float SecondScale, float Epsilon);

/// <summary>The element-wise update of AdamW.</summary>
internal static class AdamWKernel
{
    /// <summary>m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← keep·w − rate · m / (√v·secondScale + ε).</summary>
    internal static void Update(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, float keep, in AdamWRates rates)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            var g = gradient[i] * rates.GradientScale;
            var m = first[i] = rates.Beta1 * first[i] + rates.Fresh1 * g;
            var v = second[i] = rates.Beta2 * second[i] + rates.Fresh2 * (g * g);
            weights[i] = keep * weights[i] - rates.Rate * m / (MathF.Sqrt(v) * rates.SecondScale + rates.Epsilon);
        }
    }
}
