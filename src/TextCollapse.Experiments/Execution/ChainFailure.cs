using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Execution;

/// <summary>A chain that failed: recorded as <c>failed.json</c> in the chain's folder until the chain is run again.</summary>
/// <param name="Arm">Its arm.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Reason">What happened and how to fix it.</param>
/// <param name="Wrong">
/// Whether the input is wrong (for example, a text that is too short), so that running it again unchanged fails again.
/// </param>
public sealed record ChainFailure(string Arm, long Seed, string Reason, bool Wrong = false)
{
    private const string Format = "textcollapse-failure/1", Name = "failed.json";
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>The failure recorded in a chain's folder, or null.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static ChainFailure? In(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            if (!File.Exists(path))
                return null;
            var failure = JsonNode.Parse(File.ReadAllBytes(path));
            FileFormat.Require(path, FileFormat.Of(failure) ?? Format, Format, "Delete it and run the study again.");
            return failure.Deserialize<ChainFailure>(Readable);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new InputException(path, "is damaged; delete it and run the study again.");
        }
    }

    /// <summary>Records the failure in the chain's folder.</summary>
    internal void Keep(string folder)
    {
        var failure = JsonSerializer.SerializeToNode(this, Readable)!.AsObject();
        failure.Insert(0, FileFormat.Key, Format);
        AtomicFile.WriteText(Path.Combine(folder, Name), failure.ToJsonString(Readable) + "\n");
    }

    /// <summary>Deletes the record of an earlier failure before the chain is run again.</summary>
    internal static void Forget(string folder) => File.Delete(Path.Combine(folder, Name));

    /// <summary>
    /// Turns an exception into a failure: messages of wrong input and failed work are kept, anything else is reported as an internal error.
    /// </summary>
    internal static ChainFailure Of(string arm, long seed, Exception e) => e switch
    {
        InputException => new(arm, seed, e.Message, Wrong: true),
        WorkFailedException => new(arm, seed, e.Message),
        OutOfMemoryException =>
            new(arm, seed, "Not enough memory. Provide more, run fewer jobs at a time, or make the model or the text smaller."),
        _ => new(arm, seed, $"Internal error (please report it): {e.GetType().Name}: {e.Message}"),
    };
}
