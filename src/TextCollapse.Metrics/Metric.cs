namespace TextCollapse.Metrics;

/// <summary>A column of the measurements of any text, with the function that computes it.</summary>
/// <param name="Column">The column, or the declaration of one column per order.</param>
/// <param name="Value">Computes the value for an order (0 if the metric has no orders).</param>
public sealed record Metric(MetricColumn Column, Func<MeasurementContext, int, Measurement> Value)
{
    /// <summary>Numerators and denominators by document, if the value is the ratio of their sums; else null.</summary>
    public Func<MeasurementContext, int, IReadOnlyList<(double Above, double Below)>>? Ratio { get; init; }

    /// <summary>Describes what the value leaves out, if anything.</summary>
    public Func<MeasurementContext, string>? Note { get; init; }

    /// <summary>Whether it compares the text with a reference.</summary>
    public bool NeedsReference { get; init; }

    /// <summary>Whether it needs a model that scores the text.</summary>
    public bool NeedsModel { get; init; }

    /// <summary>Whether it is left out unless all metrics are requested.</summary>
    public bool Slow { get; init; }

    /// <summary>The columns, one for each order.</summary>
    public IEnumerable<(string Id, int Order)> Columns
        => Column.Orders.Count == 0 ? [(Column.Id, 0)] : Column.Orders.Select(order => (Column.At(order).Id, order));

    /// <summary>A metric whose value is a ratio of sums over documents.</summary>
    public static Metric OfRatio(
        MetricColumn column, string undefined, Func<MeasurementContext, int, IReadOnlyList<(double Above, double Below)>> ratio)
        => new(column, (subject, order) =>
        {
            var parts = ratio(subject, order);
            return Measurement.Ratio(parts.Sum(part => part.Above), parts.Sum(part => part.Below), undefined);
        })
        { Ratio = ratio };
}
