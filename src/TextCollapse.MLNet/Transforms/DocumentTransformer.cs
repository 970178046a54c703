using Microsoft.ML;
using Microsoft.ML.Data;

namespace TextCollapse.MLNet;

/// <summary>
/// A fitted estimator of TextCollapse: maps rows one by one, and so works in prediction engines. ML.NET keeps its format for transformers of its
/// own; a chain with this one in it is saved by <see cref="PipelineFolder"/>.
/// </summary>
public sealed class DocumentTransformer : ITransformer
{
    private readonly ITransformer _mapping;

    internal DocumentTransformer(DocumentStep step, ITransformer mapping) => (Step, _mapping) = (step, mapping);

    internal DocumentStep Step { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Check(Step.Input, inputSchema);
        return _mapping.GetOutputSchema(inputSchema);
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Check(Step.Input, inputSchema);
        return _mapping.GetRowToRowMapper(inputSchema);
    }

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        Check(Step.Input, input.Schema);
        return _mapping.Transform(input);
    }

    /// <summary>Always refuses, and says what saves it.</summary>
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new InputException("save",
        "ML.NET's format has no place for transformers of others. Save the pipeline with PipelineFolder.Save, which keeps ML.NET's own in its format and these beside.");

    internal static void Check(string input, DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(input) is not { } column)
            throw Missing(input, schema.Where(column => !column.IsHidden).Select(column => column.Name));
        if (column.Type is not TextDataViewType)
            throw NotText(input, $"{column.Type}");
    }

    internal static InputException Missing(string input, IEnumerable<string> there) =>
        new(input, $"there is no such column; the data have {(there.Any() ? string.Join(", ", there) : "no columns at all")}.");

    internal static InputException NotText(string input, string type) => new(input, $"is a column of {type}; the documents' text is needed, a scalar column of text.");
}
