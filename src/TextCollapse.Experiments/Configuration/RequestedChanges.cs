using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Experiments.Storage;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Configuration;

/// <summary>Changes to a study made with <c>--set</c>, recorded in <c>manifest.json</c> when the run starts.</summary>
public static class RequestedChanges
{
    /// <summary>The file, its format, and the key in it.</summary>
    public const string FileName = "manifest.json", Format = "textcollapse-manifest/1", Key = "set";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The changes in order; empty if nothing was changed.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(RunFolder folder) =>
        Manifest(folder.Path)?[Key] is JsonObject set ? [.. set.Select(pair => KeyValuePair.Create(pair.Key, (string)pair.Value!))] : [];

    /// <summary>The changes as JSON; null if nothing was changed.</summary>
    public static JsonNode? Json(IReadOnlyList<KeyValuePair<string, string>> changes) => changes.Count == 0 ? null
        : new JsonObject(changes.GroupBy(change => change.Key)
            .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Last().Value)));

    internal static void Write(string run, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        var manifest = Manifest(run);
        if (manifest is null && changes.Count == 0)
            return;
        manifest ??= new JsonObject { [FileFormat.Key] = Format };
        manifest[Key] = Json(changes);
        AtomicFile.WriteText(Path.Combine(run, FileName), manifest.ToJsonString(Readable) + "\n");
    }

    private static JsonObject? Manifest(string run)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(run, FileName))) as JsonObject;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // The file is rewritten with the results.
            return null;
        }
    }
}
