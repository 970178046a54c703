using Microsoft.ML;
using Microsoft.ML.Data;

namespace TextCollapse.MLNet;

/// <summary>
/// A data view with the columns of a metric added. Rows are read in batches, whose documents are measured together and in parallel.
/// </summary>
internal sealed class MeasuredDataView(DocumentTransformer transformer, IDataView input) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema { get; } = transformer.GetOutputSchema(input.Schema);

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = columnsNeeded.Select(column => column.Index).ToHashSet();
        var passed = input.Schema.Where(column => active.Contains(column.Index)).ToArray();
        var needed = active.Any(index => index >= input.Schema.Count)
            ? passed.Append(input.Schema[transformer.Metric.Input]).DistinctBy(column => column.Index) : passed;
        return new Cursor(this, transformer, input.GetRowCursor(needed, rand), passed, active);
    }

    /// <summary>Always one cursor: the rows of a batch are already measured in parallel.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly MeasuredDataView _view;
        private readonly DocumentTransformer _transformer;
        private readonly DataViewRowCursor _input;
        private readonly HashSet<int> _active;
        private readonly Func<EncodedDocument>? _read;
        private readonly Dictionary<int, RowBuffer> _passed;
        private readonly RowBuffer _ids;
        private IReadOnlyList<object> _measured = [];
        private int _row, _rows;
        private long _position = -1;

        public Cursor(MeasuredDataView view, DocumentTransformer transformer, DataViewRowCursor input,
            DataViewSchema.Column[] passed, HashSet<int> active)
        {
            (_view, _transformer, _input, _active) = (view, transformer, input, active);
            if (active.Any(index => index >= input.Schema.Count))
                _read = DocumentColumn.Reader(input, transformer.Metric.Input, transformer.Metric.Alphabet);
            _passed = passed.ToDictionary(column => column.Index, column => RowBuffer.Of(input, column));
            _ids = new RowBuffer<DataViewRowId>(input.GetIdGetter());
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => _view.Schema;

        private int InputColumns => _input.Schema.Count;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override bool MoveNext()
        {
            if (++_row >= _rows)
                ReadBatch();
            _position = _row < _rows ? _position + 1 : -1;
            return _row < _rows;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!_active.Contains(column.Index))
                throw new InvalidOperationException($"The column {column.Name} was not requested when the cursor was opened.");
            var getter = column.Index < InputColumns
                ? _passed[column.Index].Getter(() => _row)
                : _transformer.Metric.Columns[column.Index - InputColumns].Getter(() => _measured[_row]);
            return Getters.Cast<TValue>(getter, column);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ValueGetter<DataViewRowId>)_ids.Getter(() => _row);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _input.Dispose();
            base.Dispose(disposing);
        }

        private void ReadBatch()
        {
            foreach (var column in _passed.Values.Append(_ids))
                column.Clear();
            (_row, _rows) = (0, 0);
            var documents = new List<EncodedDocument>();
            while (_rows < _transformer.Batching.Rows && _input.MoveNext())
            {
                foreach (var column in _passed.Values.Append(_ids))
                    column.Read();
                if (_read is not null)
                    documents.Add(_read());
                _rows++;
            }
            _measured = documents.Count == 0 ? [] : _transformer.Metric.Measure(documents, _transformer.Batching.Threads);
        }
    }
}
