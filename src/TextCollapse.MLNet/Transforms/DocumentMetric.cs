using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Corpora;

namespace TextCollapse.MLNet;

/// <summary>What an estimator of TextCollapse computes of documents, and how it is saved.</summary>
internal abstract class DocumentMetric(string input, string prefix)
{
    /// <summary>The column of documents.</summary>
    public string Input { get; } = input;

    /// <summary>Put before the names of the new columns.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>What the symbols of documents are to mean; null for any numbering.</summary>
    public virtual Alphabet? Alphabet => null;

    /// <summary>The new columns.</summary>
    public abstract IReadOnlyList<OutputColumn> Columns { get; }

    /// <summary>An object that has the values of the new columns, for each document.</summary>
    public abstract IReadOnlyList<object> Measure(IReadOnlyList<EncodedDocument> documents, int threads);

    /// <summary>ML.NET's own description of the new columns, which it lets nobody else write down.</summary>
    public abstract SchemaShape AddColumns(TransformsCatalog transforms, SchemaShape inputSchema);

    /// <summary>Saves what <see cref="Load"/> needs; large parts go to files of that name in the folder.</summary>
    public abstract JsonObject Save(string folder, string name);

    /// <summary>Loads a metric that <see cref="Save"/> saved.</summary>
    /// <exception cref="InputException">Its kind is unknown.</exception>
    public static DocumentMetric Load(JsonObject step, string folder) => (string?)step["kind"] switch
    {
        PerplexityMetric.Kind => PerplexityMetric.Restore(step, folder),
        RepetitionMetric.Kind => RepetitionMetric.Restore(step),
        DiversityMetric.Kind => DiversityMetric.Restore(step),
        var kind => throw new InputException(Path.Combine(folder, PipelineFolder.FileName),
            $"has a step of kind '{kind}'; this version has {PerplexityMetric.Kind}, {RepetitionMetric.Kind} and {DiversityMetric.Kind}."),
    };

    /// <summary>The part that is the same in all kinds.</summary>
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

    /// <summary>The values of all documents; one after the other by themselves unless overridden.</summary>
    protected virtual TColumns[] MeasureAll(IReadOnlyList<EncodedDocument> documents, int threads)
    {
        var rows = new TColumns[documents.Count];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => rows[i] = Measure(documents[i].Document));
        return rows;
    }

    /// <summary>The values of one document.</summary>
    protected abstract TColumns Measure(Document document);

    private sealed class NoColumns;
}
