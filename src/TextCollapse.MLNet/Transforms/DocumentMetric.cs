using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Corpora;

namespace TextCollapse.MLNet;

/// <summary>A metric that an estimator of TextCollapse computes for each document, and its serialisation.</summary>
internal abstract class DocumentMetric(string input, string prefix)
{
    /// <summary>The name of the column of documents.</summary>
    public string Input { get; } = input;

    /// <summary>Prefix of the names of the new columns.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>The alphabet of the documents' symbols; null for any numbering.</summary>
    public virtual Alphabet? Alphabet => null;

    /// <summary>The new columns.</summary>
    public abstract IReadOnlyList<OutputColumn> Columns { get; }

    /// <summary>Measures the documents; returns for each one an object with the values of the new columns.</summary>
    public abstract IReadOnlyList<object> Measure(IReadOnlyList<EncodedDocument> documents, int threads);

    /// <summary>
    /// Adds the new columns to a schema by way of ML.NET, because its type for column shapes cannot be constructed from outside.
    /// </summary>
    public abstract SchemaShape AddColumns(TransformsCatalog transforms, SchemaShape inputSchema);

    /// <summary>Saves the metric for <see cref="Load"/>; large parts go to files of that name in the folder.</summary>
    public abstract JsonObject Save(string folder, string name);

    /// <summary>Loads a metric that <see cref="Save"/> saved.</summary>
    /// <exception cref="InputException">The kind is unknown.</exception>
    public static DocumentMetric Load(JsonObject step, string folder) => (string?)step["kind"] switch
    {
        PerplexityMetric.Kind => PerplexityMetric.Restore(step, folder),
        RepetitionMetric.Kind => RepetitionMetric.Restore(step),
        DiversityMetric.Kind => DiversityMetric.Restore(step),
        var kind => throw new InputException(Path.Combine(folder, PipelineFolder.FileName),
            $"has a step of kind '{kind}'; this version has {PerplexityMetric.Kind}, {RepetitionMetric.Kind} and {DiversityMetric.Kind}."),
    };

    /// <summary>The properties common to all kinds.</summary>
    protected JsonObject Saved(string kind) => new() { ["kind"] = kind, ["input"] = Input, ["prefix"] = Prefix };
}

/// <summary>A metric whose new columns are the properties of a class.</summary>
internal abstract class DocumentMetric<TColumns>(string input, string prefix) : DocumentMetric(input, prefix) where TColumns : class, new()
{
    public sealed override IReadOnlyList<OutputColumn> Columns { get; } = OutputColumn.Of<TColumns>(prefix);

    public sealed override IReadOnlyList<object> Measure(IReadOnlyList<EncodedDocument> documents, int threads) =>
        MeasureAll(documents, threads);

    public sealed override SchemaShape AddColumns(TransformsCatalog transforms, SchemaShape inputSchema)
    {
        var columns = SchemaDefinition.Create(typeof(TColumns));
        foreach (var column in columns)
            column.ColumnName = Prefix + column.MemberName;
        return transforms.CustomMapping<NoColumns, TColumns>((_, _) => { }, null, null, columns).GetOutputSchema(inputSchema);
    }

    /// <summary>Measures all documents; unless overridden, each separately and in parallel.</summary>
    protected virtual TColumns[] MeasureAll(IReadOnlyList<EncodedDocument> documents, int threads)
    {
        var rows = new TColumns[documents.Count];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => rows[i] = Measure(documents[i].Document));
        return rows;
    }

    /// <summary>Measures one document.</summary>
    protected abstract TColumns Measure(Document document);

    private sealed class NoColumns;
}
