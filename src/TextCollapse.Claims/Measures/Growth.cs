namespace TextCollapse.Claims.Measures;

/// <summary><c>growth</c>: the value at a generation (default: the last) divided by that at an earlier one (default: the first).</summary>
internal sealed record Growth(string Metric, string Cell, string? Against, int From, int? To) : PairedMeasure(Metric, Cell, Against)
{
    protected override string What => $"last over first{Span(From, To)}";

    protected override Measurement OfCell(SeedRows seed, string cell)
    {
        var first = seed.At(cell, Metric, From);
        if (!first.IsDefined)
            return first;
        return first.Value == 0 ? Measurement.Undefined("the first value is 0") : seed.At(cell, Metric, To).Map(last => last / first.Value);
    }
}
