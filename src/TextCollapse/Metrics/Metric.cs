namespace TextCollapse.Metrics;

/// <summary>A definition with the way to its value.</summary>
/// <param name="Definition">What the catalogue shows.</param>
/// <param name="Value">The value for an order (0 where the metric has none).</param>
internal sealed record Metric(MetricDefinition Definition, Func<Subject, int, Measurement> Value)
{
    /// <summary>Numerators and denominators by document, where the value is the ratio of their sums.</summary>
    public Func<Subject, int, IReadOnlyList<(double Above, double Below)>>? Ratio { get; init; }

    /// <summary>What the value leaves out, if anything.</summary>
    public Func<Subject, string>? Note { get; init; }

    public bool NeedsReference { get; init; }

    public bool NeedsModel { get; init; }

    /// <summary>Left out unless all are asked for.</summary>
    public bool Slow { get; init; }

    /// <summary>The rows, one for each order.</summary>
    public IEnumerable<(string Id, int Order)> Columns
        => Definition.Orders.Count == 0 ? [(Definition.Id, 0)] : Definition.Orders.Select(order => (Definition.Column(order), order));

    /// <summary>A metric whose value is a ratio of sums over documents.</summary>
    public static Metric OfRatio(MetricDefinition definition, string undefined, Func<Subject, int, IReadOnlyList<(double Above, double Below)>> ratio)
        => new(definition, (subject, order) =>
        {
            var parts = ratio(subject, order);
            return Measurement.Ratio(parts.Sum(part => part.Above), parts.Sum(part => part.Below), undefined);
        })
        { Ratio = ratio };
}
