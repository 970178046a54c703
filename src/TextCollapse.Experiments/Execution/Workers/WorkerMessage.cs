using System.Text.Json;
using System.Text.Json.Serialization;
using TextCollapse.Experiments.Generation;

namespace TextCollapse.Experiments.Execution.Workers;

/// <summary>How a worker left a chain.</summary>
internal enum ChainEnd
{
    /// <summary>Every generation is there.</summary>
    Done,

    /// <summary>It failed; the reason is in the message and in the chain's folder.</summary>
    Failed,

    /// <summary>The worker was told to stop; the chain goes on from where it is.</summary>
    Stopped,
}

/// <summary>One line of JSON that a worker writes to standard output: how far a chain has come, or how it ended.</summary>
/// <param name="Chain">The chain's number in the plan.</param>
/// <param name="Progress">How far it has come, or null.</param>
/// <param name="End">How it ended, or null while it runs.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record WorkerMessage(int Chain, ChainProgress? Progress = null, ChainEnd? End = null, ChainFailure? Failure = null)
{
    private static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The message as one line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Line);

    /// <summary>Reads a line, or gives null for one that is none of ours (a native library may print).</summary>
    public static WorkerMessage? Read(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonSerializer.Deserialize<WorkerMessage>(line, Line) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
