namespace TextCollapse.Claims.Measures;

/// <summary><c>change</c>: the value at a generation (default: the last) minus that at an earlier one (default: the first).</summary>
internal sealed record Change(string Metric, string Cell, string? Against, int From, int? To) : PairedMeasure(Metric, Cell, Against)
{
    protected override string What => $"change{Span(From, To)}";

    protected override Measurement OfCell(SeedRows seed, string cell) => Between(seed, cell, Metric, From, To);

    internal static Measurement Between(SeedRows seed, string cell, string metric, int from, int? to)
        => seed.At(cell, metric, from) is { IsDefined: true } first ? seed.At(cell, metric, to).Map(last => last - first.Value)
            : seed.At(cell, metric, from);
}
