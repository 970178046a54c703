using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Corpora;

namespace TextCollapse.MLNet;

/// <summary>The documents of a corpus, one per row.</summary>
internal sealed class CorpusDataView : IDataView
{
    private readonly IReadOnlyList<Document> _documents;

    public CorpusDataView(Corpus corpus, string columnName)
    {
        _documents = corpus.Documents;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(columnName, new DocumentDataViewType(corpus.Alphabet));
        Schema = schema.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _documents.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, columnsNeeded.Any());

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(CorpusDataView view, bool active) : DataViewRowCursor
    {
        private int _row = -1;

        public override long Position => _row < view._documents.Count ? _row : -1;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active;

        public override bool MoveNext()
        {
            if (_row < view._documents.Count)
                _row++;
            return _row < view._documents.Count;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<Document>)((ref Document value) => value = view._documents[_row]) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"The column {column.Name} contains documents, not values of {typeof(TValue).Name}.");

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_row, 0);
    }
}
