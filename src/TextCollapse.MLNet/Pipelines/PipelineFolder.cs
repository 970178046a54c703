using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Files;

namespace TextCollapse.MLNet;

/// <summary>
/// A fitted pipeline on disk: <c>pipeline.json</c> lists its steps in order, ML.NET's own transformers are <c>step-N.zip</c> in ML.NET's
/// format, language models <c>step-N.safetensors</c>. (<c>mlContext.Model.Save</c> cannot do it: the attribute by which a transformer is
/// found again, <c>LoadableClass</c>, is internal to ML.NET.)
/// </summary>
public static class PipelineFolder
{
    internal const string FileName = "pipeline.json";
    private const string Format = "textcollapse-mlnet-pipeline/2";

    /// <summary>Saves a fitted pipeline, with transformers of TextCollapse anywhere in it.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="pipeline">The fitted pipeline.</param>
    /// <param name="inputSchema">The columns of the data it was fitted on.</param>
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
            if (step is DocumentTransformer ours)
                steps.Add((JsonNode)ours.Metric.Save(folder, name));
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

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="numberOfThreads">Threads that measure; null for one per processor.</param>
    /// <exception cref="InputException">It is not there, damaged, or of another version.</exception>
    public static ITransformer Load(MLContext ml, string folder, int? numberOfThreads = null)
    {
        var batching = ml.TextCollapse(numberOfThreads).Batching;
        var path = Path.Combine(folder, FileName);
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path))!;
            if ((string?)root["format"] is var format and not Format)
                throw new InputException(path, $"is of format '{format}'; this version reads {Format}.");
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
