using Microsoft.ML;
using Microsoft.ML.Data;

namespace TextCollapse.MLNet;

/// <summary>Measures one row at a time, when one of the new columns is first read.</summary>
internal sealed class MeasuredRowMapper(DocumentTransformer transformer, DataViewSchema inputSchema) : IRowToRowMapper
{
    public DataViewSchema InputSchema => inputSchema;

    public DataViewSchema OutputSchema { get; } = transformer.GetOutputSchema(inputSchema);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = dependingColumns.Select(column => column.Index).ToHashSet();
        if (needed.Any(index => index >= inputSchema.Count))
            needed.Add(inputSchema[transformer.Metric.Input].Index);
        return inputSchema.Where(column => needed.Contains(column.Index));
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new Row(this, transformer.Metric, input, [.. activeColumns.Select(column => column.Index)]);

    private sealed class Row(MeasuredRowMapper mapper, DocumentMetric metric, DataViewRow input, HashSet<int> active) : DataViewRow
    {
        private Func<EncodedDocument>? _read;
        private object? _measured;
        private long _measuredPosition;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => mapper.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index < mapper.InputSchema.Count)
                return input.GetGetter<TValue>(mapper.InputSchema[column.Index]);
            return Getters.Cast<TValue>(metric.Columns[column.Index - mapper.InputSchema.Count].Getter(Measured), column);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
            base.Dispose(disposing);
        }

        private object Measured()
        {
            if (_measured is null || _measuredPosition != Position)
            {
                _read ??= DocumentColumn.Reader(input, metric.Input, metric.Alphabet);
                (_measured, _measuredPosition) = (metric.Measure([_read()], threads: 1)[0], Position);
            }
            return _measured;
        }
    }
}
