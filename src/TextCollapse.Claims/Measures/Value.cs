namespace TextCollapse.Claims.Measures;

/// <summary><c>value</c>: the value at a generation (default: the last).</summary>
internal sealed record Value(string Metric, string Cell, string? Against, int? Generation) : PairedMeasure(Metric, Cell, Against)
{
    protected override string What => Generation is { } one ? $"value at generation {one}" : "last value";

    protected override Measurement OfCell(SeedRows seed, string cell) => seed.At(cell, Metric, Generation);
}
