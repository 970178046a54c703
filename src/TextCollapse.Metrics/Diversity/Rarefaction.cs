using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>
/// Expected values for a smaller sample drawn without replacement, used to compare texts of different length (Hurlbert 1971; coverage: Chao
/// and Jost 2012).
/// </summary>
internal static class Rarefaction
{
    /// <summary>E[S_m] = Σ 1 − C(n − x, m)/C(n, m): expected types among <paramref name="size"/> of the n observations.</summary>
    public static Measurement ExpectedTypes(FrequencySpectrum spectrum, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        double n = spectrum.Tokens;
        if (size > n)
            return Measurement.Undefined($"{n} observations cannot be rarefied to {size}");
        if (spectrum.Types == spectrum.Tokens)
            return size;
        var expected = spectrum.Sum(count => -SmallArguments.Expm1(GammaDifferences.LogMissed(n, count, size)));
        return Math.Min(expected, Math.Min(size, spectrum.Types));
    }

    /// <summary>E[S_m]/m: distinct-n at a common size.</summary>
    public static Measurement Distinct(FrequencySpectrum spectrum, long size)
        => size == 0 ? Measurement.Undefined("a sample of size 0 has no share of distinct types")
            : ExpectedTypes(spectrum, size).Map(types => types / size);

    /// <summary>
    /// Expected coverage of a sample of size m &lt; n: 1 − Σ (x/n)·C(n − x, m)/C(n − 1, m); the Chao–Jost estimate at m = n.
    /// </summary>
    public static Measurement ExpectedCoverage(FrequencySpectrum spectrum, long size)
    {
        double n = spectrum.Tokens;
        if (size > n)
            return Measurement.Undefined($"{n} observations cannot be rarefied to {size}");
        if (size == n)
            return SampleCoverage.ChaoJost(spectrum);
        return 1 - spectrum.Sum(count => count / n * Math.Exp(GammaDifferences.LogMissed(n - 1, count - 1, size)));
    }

    /// <summary>
    /// The smallest sample size whose expected coverage reaches <paramref name="coverage"/>: to compare texts at equal coverage.
    /// </summary>
    public static Measurement SizeForCoverage(FrequencySpectrum spectrum, double coverage)
    {
        var whole = SampleCoverage.ChaoJost(spectrum);
        if (!whole.IsDefined)
            return whole;
        if (whole.Value < coverage)
            return Measurement.Undefined(
                $"the whole sample covers less than {coverage.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}");
        long low = 0, high = spectrum.Tokens;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (ExpectedCoverage(spectrum, middle).Value < coverage)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>E[S_m] at the size at which the sample reaches <paramref name="coverage"/>.</summary>
    public static Measurement TypesAtCoverage(FrequencySpectrum spectrum, double coverage)
    {
        var size = SizeForCoverage(spectrum, coverage);
        return size.IsDefined ? ExpectedTypes(spectrum, (long)size.Value) : size;
    }
}
