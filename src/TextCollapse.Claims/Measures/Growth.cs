namespace TextCollapse.Claims.Measures;

/// <summary><c>growth</c>: the value at a generation (default: the last) divided by that at an earlier one (default: the first).</summary>
internal sealed record Growth(string Metric, string Arm, string? Against, int From, int? To) : PairedMeasure(Metric, Arm, Against)
{
    protected override string What => $"last over first{Span(From, To)}";

    protected override Measurement OfArm(SeedRows seed, string arm)
    {
        var first = seed.At(arm, Metric, From);
        if (!first.IsDefined)
            return first;
        return first.Value == 0 ? Measurement.Undefined("the first value is 0") : seed.At(arm, Metric, To).Map(last => last / first.Value);
    }
}
