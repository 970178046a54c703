using Microsoft.ML;
using Microsoft.ML.Data;

namespace TextCollapse.MLNet;

/// <summary>An estimator of TextCollapse: nothing is learned from the data, so that fitting it only checks the schema.</summary>
public sealed class DocumentEstimator : IEstimator<DocumentTransformer>
{
    private readonly DocumentStep _step;
    private readonly IEstimator<ITransformer> _mapping;

    internal DocumentEstimator(TransformsCatalog transforms, DocumentStep step) => (_step, _mapping) = (step, step.Mapping(transforms));

    /// <summary>A transformer for data with such columns.</summary>
    /// <exception cref="InputException">The column of text is missing or is no text.</exception>
    public DocumentTransformer Fit(IDataView input)
    {
        DocumentTransformer.Check(_step.Input, input.Schema);
        return new DocumentTransformer(_step, _mapping.Fit(input));
    }

    /// <summary>The columns that come out of such columns.</summary>
    /// <exception cref="InputException">The column of text is missing or is no text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var column = inputSchema.FirstOrDefault(column => column.Name == _step.Input);
        if (column.Name is null)
            throw DocumentTransformer.Missing(_step.Input, inputSchema.Select(column => column.Name));
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.ItemType is not TextDataViewType)
            throw DocumentTransformer.NotText(_step.Input, column.Kind == SchemaShape.Column.VectorKind.Scalar ? $"{column.ItemType}" : $"a vector of {column.ItemType}");
        return _mapping.GetOutputSchema(inputSchema);
    }
}
