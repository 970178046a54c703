using Microsoft.ML;

namespace TextCollapse.MLNet;

/// <summary>An estimator of TextCollapse. It learns nothing from the data: fitting only checks the schema.</summary>
public sealed class DocumentEstimator : IEstimator<DocumentTransformer>
{
    private readonly TransformsCatalog _transforms;
    private readonly DocumentMetric _metric;
    private readonly Batching _batching;

    internal DocumentEstimator(TransformsCatalog transforms, DocumentMetric metric, Batching batching) =>
        (_transforms, _metric, _batching) = (transforms, metric, batching);

    /// <summary>Checks the schema and returns a transformer.</summary>
    /// <exception cref="InputException">The input column is missing or has no documents.</exception>
    public DocumentTransformer Fit(IDataView input)
    {
        DocumentColumn.Check(_metric.Input, input.Schema);
        return new DocumentTransformer(_metric, _batching);
    }

    /// <summary>Returns the schema of the transformed data.</summary>
    /// <exception cref="InputException">The input column is missing or has no documents.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        DocumentColumn.Check(_metric.Input, inputSchema);
        return _metric.AddColumns(_transforms, inputSchema);
    }
}
