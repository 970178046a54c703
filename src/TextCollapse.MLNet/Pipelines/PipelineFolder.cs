using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Files;

namespace TextCollapse.MLNet;

/// <summary>
/// Saves a fitted pipeline to a folder: <c>pipeline.json</c> lists its steps in order, ML.NET's own transformers are <c>step-N.zip</c> in
/// ML.NET's format, and language models are <c>step-N.safetensors</c>. (<c>mlContext.Model.Save</c> cannot save custom transformers: the
/// attribute <c>LoadableClass</c> that registers a transformer for loading is internal to ML.NET.)
/// </summary>
public static class PipelineFolder
{
    internal const string FileName = "pipeline.json";
    private const string Format = "textcollapse-mlnet-pipeline/2";

    /// <summary>Saves a fitted pipeline that may contain transformers of TextCollapse.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="pipeline">The fitted pipeline.</param>
    /// <param name="inputSchema">The schema of the data that the pipeline was fitted on.</param>
    /// <param name="folder">Created if it does not exist.</param>
    public static void Save(MLContext ml, ITransformer pipeline, DataViewSchema inputSchema, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(folder, $"cannot be created: {e.Message}");
        }
        var steps = new JsonArray();
        var schema = inputSchema;
        foreach (var step in Flatten(pipeline))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"step-{steps.Count + 1}");
            if (step is DocumentTransformer own)
                steps.Add((JsonNode)own.Metric.Save(folder, name));
            else
            {
                ml.Model.Save(step, schema, Path.Combine(folder, name + ".zip"));
                steps.Add((JsonNode)new JsonObject { ["kind"] = "mlnet", ["file"] = name + ".zip" });
            }
            schema = step.GetOutputSchema(schema);
        }
        var json = new JsonObject { ["format"] = Format, ["steps"] = steps };
        AtomicFile.WriteText(Path.Combine(folder, FileName), json.ToJsonString() + "\n");
    }

    /// <summary>Loads a pipeline saved by <see cref="Save"/>.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="numberOfThreads">Threads for measuring; null for one per processor.</param>
    /// <exception cref="InputException">It is missing, damaged, or of another version.</exception>
    public static ITransformer Load(MLContext ml, string folder, int? numberOfThreads = null)
    {
        var batching = ml.TextCollapse(numberOfThreads).Batching;
        var path = Path.Combine(folder, FileName);
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path))!;
            if ((string?)root["format"] is var format and not Format)
                throw new InputException(path, $"has the format '{format}'; this version reads {Format}.");
            var steps = root["steps"]!.AsArray().Select(step => Step(ml, step!.AsObject(), folder, batching));
            return new TransformerChain<ITransformer>([.. steps]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException or ArgumentNullException
            or FormatException or InvalidDataException)
        {
            throw new InputException(path, "is not a saved pipeline, or is damaged. Save it again.");
        }
    }

    private static ITransformer Step(MLContext ml, JsonObject step, string folder, Batching batching) => (string?)step["kind"] == "mlnet"
        ? ml.Model.Load(Path.Combine(folder, (string)step["file"]!), out _)
        : new DocumentTransformer(DocumentMetric.Load(step, folder), batching);

    private static IEnumerable<ITransformer> Flatten(ITransformer transformer) =>
        transformer is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [transformer];
}
