namespace TextCollapse.Claims.Measures;

/// <summary><c>power-law</c>: the exponent b of y ∝ x^b by least squares on logarithms, over the last rows of some arms.</summary>
internal sealed record PowerLaw(string Metric, string X, IReadOnlyList<string> Arms, int? Generation) : IClaimMeasure
{
    public string Words => $"exponent of {Metric} as a power of {X} over {string.Join(", ", Arms)}";

    IEnumerable<string> IClaimMeasure.Arms => Arms;

    public IEnumerable<string> Metrics => [X, Metric];

    public Measurement Of(SeedRows seed)
    {
        var points = Arms.Select(arm => (X: seed.At(arm, X, Generation), Y: seed.At(arm, Metric, Generation))).ToArray();
        return Exponent([.. points.Select(point => point.X)], [.. points.Select(point => point.Y)]);
    }

    internal static Measurement Exponent(IReadOnlyList<Measurement> x, IReadOnlyList<Measurement> y)
    {
        if (x.Count < 3)
            return Measurement.Undefined("an exponent needs three points");
        foreach (var value in x.Concat(y))
            if (!value.IsDefined)
                return value;
            else if (value.Value <= 0)
                return Measurement.Undefined("a logarithm needs a positive value");
        return Measurement.Of(MathNet.Numerics.Fit.Line([.. x.Select(value => Math.Log(value.Value))],
            [.. y.Select(value => Math.Log(value.Value))]).B);
    }
}
