using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace TextCollapse.MLNet;

/// <summary>What one of our transformers does with a row, and how it is written to a side file.</summary>
internal abstract class DocumentStep(string input, string prefix)
{
    /// <summary>The column of text.</summary>
    public string Input { get; } = input;

    /// <summary>Put before the names of the new columns.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>ML.NET's mapping that does it.</summary>
    public abstract IEstimator<ITransformer> Mapping(TransformsCatalog transforms);

    /// <summary>Writes what is needed to make it again; large parts go to files beside.</summary>
    public abstract JsonObject Save(string folder, string name);

    /// <summary>Makes a step again that <see cref="Save"/> wrote.</summary>
    public static DocumentStep Load(JsonObject step, string folder) => (string?)step["kind"] switch
    {
        PerplexityStep.Kind => PerplexityStep.Restore(step, folder),
        RepetitionStep.Kind => RepetitionStep.Restore(step),
        var kind => throw new InputException(Path.Combine(folder, PipelineFolder.FileName), $"has a step of kind '{kind}'; this version knows {PerplexityStep.Kind} and {RepetitionStep.Kind}."),
    };

    /// <summary>The class of a row that is read, its text in the input column.</summary>
    public SchemaDefinition Reads()
    {
        var definition = SchemaDefinition.Create(typeof(TextRow));
        definition[nameof(TextRow.Text)].ColumnName = Input;
        return definition;
    }

    /// <summary>The class of new columns, their names prefixed.</summary>
    protected SchemaDefinition Writes<T>()
    {
        var definition = SchemaDefinition.Create(typeof(T));
        foreach (var column in definition)
            column.ColumnName = Prefix + column.MemberName;
        return definition;
    }
}

/// <summary>A row with a text.</summary>
internal sealed class TextRow
{
    public string? Text { get; set; }
}
