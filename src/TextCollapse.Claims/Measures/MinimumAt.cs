namespace TextCollapse.Claims.Measures;

/// <summary>
/// <c>minimum-at</c>: the x at which y is smallest over some arms, by the parabola through the smallest and its two neighbours.
/// </summary>
internal sealed record MinimumAt(string Metric, string X, IReadOnlyList<string> Arms) : IClaimMeasure
{
    public string Words => $"{X} at which {Metric} is smallest";

    IEnumerable<string> IClaimMeasure.Arms => Arms;

    public IEnumerable<string> Metrics => [X, Metric];

    public Measurement Of(SeedRows seed)
    {
        var points = Arms.Select(arm => (X: seed.At(arm, X), Y: seed.At(arm, Metric))).ToArray();
        if (points.Any(point => !point.X.IsDefined || !point.Y.IsDefined))
            return Measurement.Undefined("an arm has no value");
        var line = points.Select(point => (X: point.X.Value, Y: point.Y.Value)).OrderBy(point => point.X).ToArray();
        var least = Array.IndexOf(line, line.MinBy(point => point.Y));
        if (least == 0 || least == line.Length - 1)
            return line[least].X;
        var ((x0, y0), (x1, y1), (x2, y2)) = (line[least - 1], line[least], line[least + 1]);
        // The vertex of the parabola through three points.
        var (left, right) = ((x1 - x0) * (y1 - y2), (x1 - x2) * (y1 - y0));
        return left == right ? x1 : Measurement.Of(x1 - 0.5 * ((x1 - x0) * left - (x1 - x2) * right) / (left - right));
    }
}
