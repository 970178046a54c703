using MathNet.Numerics;

namespace TextCollapse.Models.Kernels;

/// <summary>The exact GELU, x·Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel 2016), in double precision.</summary>
internal static class GeluReference
{
    /// <summary>x·Φ(x).</summary>
    internal static double Value(double x) => 0.5 * x * SpecialFunctions.Erfc(-x / Math.Sqrt(2));

    /// <summary>Its derivative Φ(x) + x·φ(x).</summary>
    internal static double Slope(double x) => 0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt(2))
        + x * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
}
