using System.Globalization;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>The columns of diversity for every order: entropies with the coverage that says how far to trust them, Hill numbers, richness, rarefied types.</summary>
public static class DiversityColumns
{
    /// <summary>Sample size of the rarefied columns, in n-grams.</summary>
    public const int RarefiedSize = 10_000;

    /// <summary>Coverage of the coverage-standardised column.</summary>
    public const double StandardCoverage = 0.8;

    /// <summary>Measures all orders.</summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Of(NgramSpectra spectra)
    {
        var columns = new List<KeyValuePair<string, Measurement>>();
        for (var n = 1; n <= NgramSpectra.Orders; n++)
        {
            var spectrum = spectra[n];
            void Add(string name, Measurement value) => columns.Add(new(string.Create(CultureInfo.InvariantCulture, $"{name}_{n}"), value));
            Add("coverage", SampleCoverage.ChaoJost(spectrum));
            Add("entropy_cwj", EntropyEstimators.Trusted(spectrum));
            Add("entropy_grassberger", EntropyEstimators.Grassberger2003(spectrum));
            Add("entropy_chao_shen", EntropyEstimators.ChaoShen(spectrum));
            Add("entropy_miller_madow", EntropyEstimators.MillerMadow(spectrum));
            Add("hill_0", HillNumbers.OfOrder(spectrum, 0));
            Add("hill_1", HillNumbers.OfOrder(spectrum, 1));
            Add("hill_2", HillNumbers.OfOrder(spectrum, 2));
            Add("hill_inf", HillNumbers.OfOrder(spectrum, double.PositiveInfinity));
            Add("chao1", Richness.Chao1(spectrum));
            Add("rarefied", Rarefaction.Distinct(spectrum, RarefiedSize));
            Add("types_at_coverage", Rarefaction.TypesAtCoverage(spectrum, StandardCoverage));
        }
        return columns;
    }
}
