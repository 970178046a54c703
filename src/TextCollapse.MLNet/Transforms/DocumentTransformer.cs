using Microsoft.ML;
using Microsoft.ML.Data;

namespace TextCollapse.MLNet;

/// <summary>
/// A fitted estimator of TextCollapse. Data views are measured in batches, a single row (in a prediction engine) separately. ML.NET's
/// format supports only its own transformers; save a chain that contains this one with <see cref="PipelineFolder"/>.
/// </summary>
public sealed class DocumentTransformer : ITransformer
{
    internal DocumentTransformer(DocumentMetric metric, Batching batching) => (Metric, Batching) = (metric, batching);

    internal DocumentMetric Metric { get; }

    internal Batching Batching { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        DocumentColumn.Check(Metric.Input, inputSchema);
        var schema = new DataViewSchema.Builder();
        foreach (var column in inputSchema)
            schema.AddColumn(column.Name, column.Type, column.Annotations);
        foreach (var column in Metric.Columns)
            schema.AddColumn(column.Name, column.Type);
        return schema.ToSchema();
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new MeasuredRowMapper(this, inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => new MeasuredDataView(this, input);

    /// <summary>Always throws; the message names the method that can save it.</summary>
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new InputException("save",
        "ML.NET's format supports only its own transformers. Use PipelineFolder.Save, "
        + "which saves those in ML.NET's format and those of TextCollapse next to them.");
}
