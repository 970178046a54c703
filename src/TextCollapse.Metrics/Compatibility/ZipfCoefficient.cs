using MathNet.Numerics;
using MathNet.Numerics.Statistics;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>The steepness of the rank–frequency curve (Zipf 1949; as in Holtzman et al. 2020). Depends on the length of the text.</summary>
/// <param name="Coefficient">Minus the least-squares slope of ln frequency on ln rank.</param>
/// <param name="MinusCorrelation">Minus their correlation; undefined if all frequencies are equal.</param>
internal sealed record ZipfCoefficient(Measurement Coefficient, Measurement MinusCorrelation)
{
    /// <summary>The fit over the <paramref name="ranks"/> most frequent types; undefined for one type.</summary>
    public static ZipfCoefficient Of(FrequencySpectrum spectrum, int ranks = 5000)
    {
        var used = (int)Math.Min(spectrum.Types, ranks);
        if (used < 2)
        {
            var undefined = Measurement.Undefined("a slope needs two types");
            return new(undefined, undefined);
        }
        var frequencies = new List<double>(used);
        for (var i = spectrum.Classes.Count - 1; i >= 0 && frequencies.Count < used; i--)
            for (var type = 0L; type < spectrum.Classes[i].Types && frequencies.Count < used; type++)
                frequencies.Add(Math.Log(spectrum.Classes[i].Count));
        var logRanks = Enumerable.Range(1, used).Select(rank => Math.Log(rank)).ToArray();
        var logFrequencies = frequencies.ToArray();
        return logFrequencies[0] == logFrequencies[^1]
            ? new(0, Measurement.Undefined("all types are equally frequent"))
            : new(-Fit.Line(logRanks, logFrequencies).B, -Correlation.Pearson(logRanks, logFrequencies));
    }
}
