using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Files;

namespace TextCollapse.MLNet;

/// <summary>
/// A fitted pipeline on disk: <c>pipeline.json</c> names its steps in order, ML.NET's own transformers are <c>step-N.zip</c> in ML.NET's format,
/// language models <c>step-N.safetensors</c>.
/// </summary>
public static class PipelineFolder
{
    internal const string FileName = "pipeline.json";
    private const string Format = "textcollapse-mlnet-pipeline/1";

    /// <summary>Saves a fitted pipeline, with transformers of TextCollapse anywhere in it.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="pipeline">The fitted pipeline.</param>
    /// <param name="inputSchema">The columns of the data it was fitted on.</param>
    /// <param name="folder">Made if it is not there.</param>
    public static void Save(MLContext ml, ITransformer pipeline, DataViewSchema inputSchema, string folder)
    {
        Folders.Create(folder);
        var steps = new JsonArray();
        var schema = inputSchema;
        foreach (var step in Flatten(pipeline))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"step-{steps.Count + 1}");
            if (step is DocumentTransformer ours)
                steps.Add((JsonNode)ours.Step.Save(folder, name));
            else
            {
                ml.Model.Save(step, schema, Path.Combine(folder, name + ".zip"));
                steps.Add((JsonNode)new JsonObject { ["kind"] = "mlnet", ["file"] = name + ".zip" });
            }
            schema = step.GetOutputSchema(schema);
        }
        AtomicFile.WriteText(Path.Combine(folder, FileName), new JsonObject { ["format"] = Format, ["steps"] = steps }.ToJsonString() + "\n");
    }

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InputException">It is not there, damaged, or of another version.</exception>
    public static ITransformer Load(MLContext ml, string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path))!;
            if ((string?)root["format"] is var format and not Format)
                throw new InputException(path, $"is of format '{format}'; this version reads {Format}.");
            return new TransformerChain<ITransformer>([.. root["steps"]!.AsArray().Select(step => Step(ml, step!.AsObject(), folder))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException or ArgumentNullException or FormatException or InvalidDataException)
        {
            throw new InputException(path, "is not a saved pipeline, or is damaged. Save it again.");
        }
    }

    private static ITransformer Step(MLContext ml, JsonObject step, string folder)
    {
        if ((string?)step["kind"] != "mlnet")
        {
            var ours = DocumentStep.Load(step, folder);
            return new DocumentTransformer(ours, ours.Mapping(ml.Transforms).Fit(ml.Data.LoadFromEnumerable(Array.Empty<TextRow>(), ours.Reads())));
        }
        return ml.Model.Load(Path.Combine(folder, (string)step["file"]!), out _);
    }

    private static IEnumerable<ITransformer> Flatten(ITransformer transformer) =>
        transformer is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [transformer];
}
