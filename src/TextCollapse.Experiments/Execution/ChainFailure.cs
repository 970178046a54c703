using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Execution;

/// <summary>
/// A chain that could not be finished: a result like any other, kept as <c>failed.json</c> in the chain's folder until the chain is tried
/// again.
/// </summary>
/// <param name="Cell">Its cell.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Reason">What happened and what to do.</param>
/// <param name="Wrong">Whether what was asked for cannot be (a text too short, say), so that trying again as it is cannot help.</param>
public sealed record ChainFailure(string Cell, long Seed, string Reason, bool Wrong = false)
{
    private const string Format = "textcollapse-failure/1", Name = "failed.json";
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>The failure that a chain's folder holds, or null.</summary>
    /// <exception cref="InputException">It is damaged.</exception>
    public static ChainFailure? In(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            if (!File.Exists(path))
                return null;
            var failure = JsonNode.Parse(File.ReadAllBytes(path));
            FileFormat.Require(path, FileFormat.Of(failure) ?? Format, Format, "Delete it, and run the study again.");
            return failure.Deserialize<ChainFailure>(Readable);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new InputException(path, "is damaged; delete it, and run the study again.");
        }
    }

    /// <summary>Keeps the failure in the chain's folder.</summary>
    internal void Keep(string folder)
    {
        var failure = JsonSerializer.SerializeToNode(this, Readable)!.AsObject();
        failure.Insert(0, FileFormat.Key, Format);
        AtomicFile.WriteText(Path.Combine(folder, Name), failure.ToJsonString(Readable) + "\n");
    }

    /// <summary>Takes an earlier failure away, for the chain is tried again.</summary>
    internal static void Forget(string folder) => File.Delete(Path.Combine(folder, Name));

    /// <summary>What an exception says of a chain: wrong input and failed work in their own words, anything else as a defect.</summary>
    internal static ChainFailure Of(string cell, long seed, Exception e) => e switch
    {
        InputException => new(cell, seed, e.Message, Wrong: true),
        WorkFailedException => new(cell, seed, e.Message),
        OutOfMemoryException =>
            new(cell, seed, "There was not enough memory. Give it more, run fewer jobs at a time, or make the model or the text smaller."),
        _ => new(cell, seed, $"A defect of textcollapse itself: {e.GetType().Name}: {e.Message} Please report it."),
    };
}
