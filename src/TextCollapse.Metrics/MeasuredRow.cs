namespace TextCollapse.Metrics;

/// <summary>One metric of one text.</summary>
/// <param name="Id">Its column in the <see cref="MetricCatalogue"/>.</param>
/// <param name="Value">The value, at equal size where a reference was given and the metric depends on size.</param>
/// <param name="Lower">Lower end of the 95 % interval of the right kind, undefined where none holds.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Reference">
/// The same metric of the reference at the same size; for a distance between both, that between two halves of the reference: the noise
/// floor.
/// </param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Note">Why a value is undefined, what was left out, at which size it was taken; empty if there is nothing to say.</param>
public sealed record MeasuredRow(string Id, Measurement Value, Measurement Lower, Measurement Upper, Measurement Reference, string Unit,
    string Note);

/// <summary>All metrics of one text, and what to beware of in comparing it.</summary>
/// <param name="Rows">In the order of the catalogue; metrics that need a reference or a model are there only if it was given.</param>
/// <param name="Warnings">The metrics which would have misled at the sizes given.</param>
public sealed record TextMeasurement(IReadOnlyList<MeasuredRow> Rows, IReadOnlyList<SizeWarning> Warnings);

/// <summary>A metric that would have misled at the sizes given.</summary>
/// <param name="Id">Its column.</param>
/// <param name="Sentence">What it would have said, and what it says at equal size.</param>
public sealed record SizeWarning(string Id, string Sentence);
