using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Files;

namespace TextCollapse.Reporting;

/// <summary><c>manifest.json</c>: what ran, on which machine, with which engine and real text, and the resulting budgets.</summary>
internal static class ManifestJson
{
    internal const string Format = RequestedChanges.Format;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>Writes the manifest from the generations committed so far.</summary>
    public static void Write(RunStore records, string path) => AtomicFile.WriteText(path, new JsonObject
    {
        [FileFormat.Key] = Format,
        ["study"] = records.Folder.Plan.Study,
        ["plan"] = records.Folder.Plan.Hash(),
        [RequestedChanges.Key] = RequestedChanges.Json(RequestedChanges.Of(records.Folder)),
        ["textcollapse"] = typeof(ManifestJson).Assembly.GetName().Version!.ToString(3),
        ["metrics"] = Metrics(records),
        ["machine"] = new JsonObject
        {
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["system"] = RuntimeInformation.OSDescription.Trim(),
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["processors"] = Environment.ProcessorCount,
        },
        ["chains"] = new JsonArray([.. records.Chains.Select(Chain)]),
    }.ToJsonString(Readable) + "\n");

    /// <summary>The measuring pipeline as recorded by the chains; an array if they differ.</summary>
    private static JsonNode? Metrics(RunStore records)
    {
        string[] names = [.. records.Chains.Select(chain => (string?)chain.Identity?["metrics"]).OfType<string>().Distinct()];
        return names.Length == 1 ? names[0] : new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
    }

    private static JsonObject Chain(ChainResults chain)
    {
        var facts = chain.Facts;
        return new JsonObject
        {
            ["arm"] = chain.Arm.Id,
            ["settings"] = chain.Arm.Hash(),
            ["seed"] = chain.Seed,
            ["identity"] = chain.Identity?.DeepClone(),
            ["model"] = facts.Count > 0 ? facts[0].Model : null,
            ["generations"] = facts.Count,
            ["characters_given"] = facts.Sum(fact => fact.TrainingCharacters),
            ["characters_read"] = facts.Sum(fact => fact.CharactersRead),
            ["optimizer_steps"] = facts.Sum(fact => (long)fact.Steps),
            ["real_characters_given"] = facts.Sum(fact => (long)Math.Round(fact.TrainingCharacters * fact.Mixing.Realised)),
        };
    }
}
