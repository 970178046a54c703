namespace TextCollapse.Metrics;

/// <summary>One metric of one text.</summary>
/// <param name="Id">Its column in the <see cref="MetricCatalogue"/>.</param>
/// <param name="Value">The value, at equal size where a reference was given and the metric depends on size.</param>
/// <param name="Lower">Lower end of the 95 % interval of the appropriate kind, undefined if none is valid.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Reference">
/// The same metric of the reference at the same size; for a distance between both, the distance between two halves of the reference: the
/// noise floor.
/// </param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Note">Why a value is undefined, what was left out, at which size it was measured; may be empty.</param>
public sealed record MeasuredRow(string Id, Measurement Value, Measurement Lower, Measurement Upper, Measurement Reference, string Unit,
    string Note);

/// <summary>All metrics of one text, with warnings about comparisons.</summary>
/// <param name="Rows">In the order of the catalogue; metrics that need a reference or a model are included only if it was given.</param>
/// <param name="Warnings">The metrics that would be misleading at the given sizes.</param>
public sealed record TextMeasurement(IReadOnlyList<MeasuredRow> Rows, IReadOnlyList<SizeWarning> Warnings);

/// <summary>A metric that would be misleading at the given sizes.</summary>
/// <param name="Id">Its column.</param>
/// <param name="Sentence">The values at the given sizes and at equal size.</param>
public sealed record SizeWarning(string Id, string Sentence);
