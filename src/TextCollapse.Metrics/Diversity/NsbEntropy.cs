using MathNet.Numerics;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>
/// Posterior mean entropy in nats under the prior of Nemenman, Shafee and Bialek (2002): symmetric Dirichlet priors over an alphabet of K
/// symbols, mixed so that the expected entropy ξ(β) = ψ(Kβ + 1) − ψ(β + 1) is uniform. Valid only if K is known.
/// </summary>
/// <remarks>
/// Both integrals run over u = ln β, where the integrands are analytic and decay exponentially at both ends: there the trapezoidal rule
/// converges geometrically. The step is halved until the value converges.
/// </remarks>
internal static class NsbEntropy
{
    private const double Negligible = 45;

    /// <summary>The estimate for an alphabet of <paramref name="symbols"/> symbols, seen or not.</summary>
    public static Measurement Estimate(FrequencySpectrum spectrum, long symbols)
    {
        if (spectrum.Tokens == 0)
            return SpectrumSums.NothingSeen;
        if (symbols < spectrum.Types)
            return Measurement.Undefined($"{spectrum.Types} types were seen, but the alphabet has {symbols}");
        if (symbols == 1)
            return 0;
        var peak = Peak(spectrum, symbols);
        var previous = double.NaN;
        for (var step = 0.5; step > 1e-4; step /= 2)
        {
            var value = Mean(spectrum, symbols, peak, step);
            if (Math.Abs(value - previous) < 1e-12 * Math.Max(1, value))
                return value;
            previous = value;
        }
        return Measurement.Undefined("the integral over the prior did not converge");
    }

    /// <summary>Σ S(β)w / Σ w over a grid of u = ln β, going out from the peak until the weight is negligible.</summary>
    private static double Mean(FrequencySpectrum spectrum, double symbols, double peak, double step)
    {
        var top = LogWeight(spectrum, symbols, peak);
        double weights = 0, sum = 0;
        foreach (var direction in (ReadOnlySpan<int>)[1, -1])
            for (var k = direction > 0 ? 0 : 1; ; k++)
            {
                var u = peak + direction * k * step;
                var log = LogWeight(spectrum, symbols, u) - top;
                if (log < -Negligible)
                    break;
                var weight = Math.Exp(log);
                weights += weight;
                sum += weight * EntropyGiven(spectrum, symbols, Math.Exp(u));
            }
        return sum / weights;
    }

    /// <summary>A coarse maximum of the weight: a scan of β from 10⁻¹² to 10¹², then narrower scans around the best.</summary>
    private static double Peak(FrequencySpectrum spectrum, double symbols)
    {
        double best = 0, bestLog = double.NegativeInfinity, centre = 0;
        for (var width = 28.0; width > 1e-3; width /= 10)
        {
            for (var k = -20; k <= 20; k++)
            {
                var u = centre + width * k / 20;
                var log = LogWeight(spectrum, symbols, u);
                if (log > bestLog)
                    (best, bestLog) = (u, log);
            }
            centre = best;
        }
        return best;
    }

    /// <summary>ln of likelihood(β) · dξ/dβ · β at u = ln β.</summary>
    private static double LogWeight(FrequencySpectrum spectrum, double symbols, double u)
    {
        var beta = Math.Exp(u);
        var likelihood = spectrum.Sum(count => GammaDifferences.LogRising(beta, count))
            - GammaDifferences.LogRising(symbols * beta, spectrum.Tokens);
        return likelihood + Math.Log(PriorDensity(beta, symbols)) + u;
    }

    /// <summary>dξ/dβ = Kψ₁(Kβ + 1) − ψ₁(β + 1); from the asymptotic series if the difference would cancel.</summary>
    private static double PriorDensity(double beta, double symbols)
    {
        if (beta < 1000)
            return symbols * GammaDifferences.Trigamma(symbols * beta + 1) - GammaDifferences.Trigamma(beta + 1);
        var k = 1 / symbols;
        return ((1 - k) / 2 - (1 - k * k) / (6 * beta)) / (beta * beta);
    }

    /// <summary>E[H | counts, β]: the mean entropy of the Dirichlet posterior.</summary>
    private static double EntropyGiven(FrequencySpectrum spectrum, double symbols, double beta)
    {
        var total = spectrum.Tokens + symbols * beta;
        double Term(double count) => (count + beta) / total * SpecialFunctions.DiGamma(count + beta + 1);
        return SpecialFunctions.DiGamma(total + 1) - spectrum.Sum(count => Term(count)) - (symbols - spectrum.Types) * Term(0);
    }
}
