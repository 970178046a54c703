using System.Text.Json;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Storage;

/// <summary>
/// <c>metrics.json</c>: the facts of one generation. An undefined measurement is <c>null</c>, with its reason under <c>undefined</c>; +∞ is
/// <c>"inf"</c>.
/// </summary>
internal static class GenerationFile
{
    private const string Format = "textcollapse-generation/1";

    public static byte[] Write(GenerationFacts facts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("generation", facts.Generation);
            json.WriteString("model", facts.Model);
            WriteValue(json, "real_share_requested", facts.Mixing.Requested);
            WriteValue(json, "real_share_realised", facts.Mixing.Realised);
            json.WriteNumber("training_chars", facts.TrainingCharacters);
            json.WriteNumber("characters_read", facts.CharactersRead);
            json.WriteNumber("steps", facts.Steps);
            json.WriteNumber("real_chars_used", facts.RealCharactersUsed);
            json.WriteNumber("chars_drawn", facts.CharactersDrawn);
            if (facts.Decisions > 0)
                json.WriteNumber("decisions", facts.Decisions);
            WriteInterventions(json, facts.Interventions);
            json.WriteStartObject("metrics");
            foreach (var (id, value) in facts.Metrics)
                WriteValue(json, id, value);
            json.WriteEndObject();
            json.WriteStartObject("undefined");
            foreach (var (id, value) in facts.Metrics)
                if (!value.IsDefined)
                    json.WriteString(id, value.UndefinedBecause);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    public static GenerationFacts Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            FileFormat.Require(path, root.GetProperty(FileFormat.Key).GetString(), Format,
                "Use the version of this program that wrote it, or another --out.");
            var reasons = root.GetProperty("undefined");
            return new GenerationFacts(
                root.GetProperty("generation").GetInt32(),
                new(ReadShare(root.GetProperty("real_share_requested")), ReadShare(root.GetProperty("real_share_realised"))),
                root.GetProperty("training_chars").GetInt64(),
                root.GetProperty("characters_read").GetInt64(),
                root.GetProperty("steps").GetInt32(),
                root.GetProperty("model").GetString()!,
                [.. root.GetProperty("metrics").EnumerateObject()
                    .Select(entry => KeyValuePair.Create(string.Intern(entry.Name), ReadValue(entry, reasons)))])
            {
                RealCharactersUsed = root.TryGetProperty("real_chars_used", out var used) ? used.GetInt64() : 0,
                CharactersDrawn = root.TryGetProperty("chars_drawn", out var drawn) ? drawn.GetInt64() : 0,
                Decisions = root.TryGetProperty("decisions", out var decisions) ? decisions.GetInt32() : 0,
                Interventions = root.TryGetProperty("interventions", out var interventions)
                    ? [.. interventions.EnumerateArray().Select(ReadIntervention)]
                    : [],
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException
            or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InputException(path, "is missing or damaged; delete its folder to regenerate that generation.");
        }
    }

    private static void WriteInterventions(Utf8JsonWriter json, IReadOnlyList<Intervention> interventions)
    {
        if (interventions.Count == 0)
            return;
        json.WriteStartArray("interventions");
        foreach (var intervention in interventions)
        {
            json.WriteStartObject();
            json.WriteString("kind", intervention.Kind.ToString());
            json.WriteString("by", intervention.By);
            json.WriteString("reason", intervention.Reason);
            if (intervention.Kind == InterventionKind.Inject)
                json.WriteNumber("real_share", intervention.RealShare);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static Intervention ReadIntervention(JsonElement json) => new(
        Enum.Parse<InterventionKind>(json.GetProperty("kind").GetString()!),
        json.GetProperty("by").GetString()!,
        json.GetProperty("reason").GetString()!,
        json.TryGetProperty("real_share", out var share) ? share.GetDouble() : 0);

    private static void WriteValue(Utf8JsonWriter json, string id, Measurement value)
    {
        if (!value.IsDefined)
            json.WriteNull(id);
        else if (double.IsFinite(value.Value))
            json.WriteNumber(id, value.Value);
        else
            json.WriteString(id, value.Value > 0 ? "inf" : "-inf");
    }

    /// <summary>The share of a chain that was made elsewhere is not known.</summary>
    private static double ReadShare(JsonElement share) => share.ValueKind == JsonValueKind.Null ? double.NaN : share.GetDouble();

    private static Measurement ReadValue(JsonProperty entry, JsonElement reasons) => entry.Value.ValueKind switch
    {
        JsonValueKind.Null => Measurement.Undefined(string.Intern(reasons.GetProperty(entry.Name).GetString()!)),
        JsonValueKind.String => entry.Value.GetString() == "inf" ? double.PositiveInfinity : double.NegativeInfinity,
        _ => entry.Value.GetDouble(),
    };
}
