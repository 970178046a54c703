using MathNet.Numerics;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

internal static partial class EntropyEstimators
{
    /// <summary>
    /// Chao, Wang and Jost (2013): the slope of the species accumulation curve gives Σ (count/N)(ψ(N) − ψ(count)) for the seen types, and
    /// (f₁/N)(1 − A)^(1−N) [−ln A − Σ_{r&lt;N} (1 − A)^r / r] for the unseen ones, where A = 2f₂/((N−1)f₁ + 2f₂), or 2/((N−1)(f₁−1) + 2)
    /// without doubletons, is the mean relative frequency of singletons.
    /// </summary>
    public static Measurement ChaoWangJost(FrequencySpectrum spectrum)
    {
        if (spectrum.Tokens == 0)
            return SpectrumSums.NothingSeen;
        double n = spectrum.Tokens, f1 = spectrum.Singletons, f2 = spectrum.Doubletons;
        var digammaN = SpecialFunctions.DiGamma(n);
        var seen = spectrum.Sum(count => count / n * (digammaN - SpecialFunctions.DiGamma(count)));
        if (f1 == 0)
            return seen;
        var singleton = f2 > 0 ? 2 * f2 / ((n - 1) * f1 + 2 * f2) : 2 / ((n - 1) * (f1 - 1) + 2);
        return seen + f1 / n * PowerSeriesTail(singleton, n);
    }

    /// <summary>
    /// (1 − A)^(1−n) Σ_{r≥n} (1 − A)^r / r = Σ_{j≥1} x^j/(n − 1 + j), x = 1 − A: the bracket above without cancellation and without its n
    /// terms. Summed directly if it converges fast, otherwise by Euler–Maclaurin after 32 terms.
    /// </summary>
    internal static double PowerSeriesTail(double a, double n)
    {
        if (a >= 1)
            return 0;
        var rate = -SmallArguments.Log1p(-a);
        var sum = 0.0;
        var terms = rate > 0.05 ? (int)Math.Ceiling(40 / rate) : 32;
        for (var j = 1; j <= terms; j++)
            sum += Math.Exp(-rate * j) / (n - 1 + j);
        return rate > 0.05 ? sum : sum + EulerMaclaurinTail(rate, n + terms, Math.Exp(-rate * (terms + 1)));
    }

    /// <summary>scale · Σ_{j≥0} e^(−λj)/(m + j) for λ ≤ .05 and m ≥ 32.</summary>
    private static double EulerMaclaurinTail(double rate, double m, double scale)
    {
        var d1 = rate + 1 / m;
        var d3 = rate * rate * rate + 3 * rate * rate / m + 6 * rate / (m * m) + 6 / (m * m * m);
        double d5 = 0, term = 120;
        for (var k = 0; k <= 5; k++)
        {
            d5 += term * Math.Pow(rate, k) * Math.Pow(m, k - 5);
            term /= k + 1;
        }
        return scale * (ScaledExponentialIntegral(rate * m) + (0.5 + d1 / 12 - d3 / 720 + d5 / 30240) / m);
    }

    /// <summary>e^z E₁(z), z &gt; 0: the power series up to 1, the continued fraction (modified Lentz) beyond.</summary>
    internal static double ScaledExponentialIntegral(double z)
    {
        if (z <= 1)
        {
            double sum = -Constants.EulerMascheroni - Math.Log(z), power = 1;
            for (var k = 1; k <= 20; k++)
            {
                power *= -z / k;
                sum -= power / k;
            }
            return Math.Exp(z) * sum;
        }
        double b = z + 1, c = 1e300, d = 1 / b, fraction = d;
        for (var k = 1; k <= 500; k++)
        {
            var a = -(double)k * k;
            b += 2;
            d = 1 / (a * d + b);
            c = b + a / c;
            fraction *= c * d;
            if (Math.Abs(c * d - 1) < 1e-16)
                break;
        }
        return fraction;
    }
}
