using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Chains;
using TextCollapse.Files;
using TextCollapse.Studies;

namespace TextCollapse.Reporting;

/// <summary><c>manifest.json</c>: what ran, on what, with which engine and real text, and the budgets that came of it.</summary>
public static class ManifestJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes what is committed so far in a run's folder.</summary>
    public static void Write(RunFolder folder, string path) => AtomicFile.WriteText(path, new JsonObject
    {
        ["format"] = "textcollapse-manifest/1",
        ["study"] = folder.Plan.Study,
        ["plan"] = folder.Plan.Hash(),
        ["textcollapse"] = typeof(ManifestJson).Assembly.GetName().Version!.ToString(3),
        ["metrics"] = Metrics(folder),
        ["machine"] = new JsonObject
        {
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["system"] = RuntimeInformation.OSDescription.Trim(),
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["processors"] = Environment.ProcessorCount,
        },
        ["chains"] = new JsonArray([.. from cell in folder.Plan.Cells from seed in folder.Plan.Seeds select Chain(folder, cell, seed)]),
    }.ToJsonString(Readable) + "\n");

    /// <summary>Who measured, as the chains wrote it down; an array where they differ.</summary>
    private static JsonNode? Metrics(RunFolder folder)
    {
        string[] names = [.. (from cell in folder.Plan.Cells from seed in folder.Plan.Seeds select (string?)ChainRecord.Identity(folder.Chain(cell, seed))?["metrics"]).OfType<string>().Distinct()];
        return names.Length == 1 ? names[0] : new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
    }

    private static JsonObject Chain(RunFolder folder, Cell cell, long seed)
    {
        var path = folder.Chain(cell, seed);
        var facts = ChainRecord.Facts(path).ToArray();
        return new JsonObject
        {
            ["cell"] = cell.Id,
            ["settings"] = cell.Settings.Hash(),
            ["seed"] = seed,
            ["identity"] = ChainRecord.Identity(path),
            ["model"] = facts.FirstOrDefault()?.Model,
            ["generations"] = facts.Length,
            ["characters_given"] = facts.Sum(fact => fact.TrainingCharacters),
            ["characters_read"] = facts.Sum(fact => fact.CharactersRead),
            ["optimizer_steps"] = facts.Sum(fact => (long)fact.Steps),
            ["real_characters_given"] = facts.Sum(fact => (long)Math.Round(fact.TrainingCharacters * fact.Mixing.Realised)),
        };
    }
}
