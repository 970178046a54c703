using System.Text.Json;
using System.Text.Json.Serialization;
using TextCollapse.Experiments.Generation;

namespace TextCollapse.Experiments.Execution.Workers;

/// <summary>How a worker ended a chain.</summary>
internal enum ChainEnd
{
    /// <summary>Every generation is committed.</summary>
    Done,

    /// <summary>It failed; the reason is in the message and in the chain's folder.</summary>
    Failed,

    /// <summary>The worker was stopped; the chain can be resumed.</summary>
    Stopped,
}

/// <summary>One line of JSON that a worker writes to standard output: the progress of a chain, or how it ended.</summary>
/// <param name="Chain">The chain's number in the plan.</param>
/// <param name="Progress">Its progress, or null.</param>
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

    /// <summary>Parses a line; null if it is not a message (native libraries may print to standard output).</summary>
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
