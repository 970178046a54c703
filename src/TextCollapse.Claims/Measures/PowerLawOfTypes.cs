using System.Globalization;

namespace TextCollapse.Claims.Measures;

/// <summary>
/// <c>power-law-of-types</c>: the exponent b of y ∝ x^b over the types of one arm: the columns <c>METRIC_1, METRIC_2, …</c> against <c>X_1,
/// X_2, …</c> of the last row.
/// </summary>
internal sealed record PowerLawOfTypes(string Metric, string X, string Arm, int Types) : IClaimMeasure
{
    public string Words => $"exponent of {Metric} as a power of {X} over {Types} types in {Arm}";

    public IEnumerable<string> Arms => [Arm];

    public IEnumerable<string> Metrics => [Column(X, 1), Column(Metric, 1)];

    public Measurement Of(SeedRows seed) => PowerLaw.Exponent(
        [.. Enumerable.Range(1, Types).Select(type => seed.At(Arm, Column(X, type)))],
            [.. Enumerable.Range(1, Types).Select(type => seed.At(Arm, Column(Metric, type)))]);

    internal static string Column(string name, int type) => string.Create(CultureInfo.InvariantCulture, $"{name}_{type}");
}
