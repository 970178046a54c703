using System.Text.Json.Serialization;

namespace TextCollapse.Experiments.Review;

/// <summary>One line of a chain's <c>decisions.jsonl</c>: who did what, when and why.</summary>
/// <param name="Number">Counted from 1 along the log.</param>
/// <param name="Cell">The chain's cell.</param>
/// <param name="Seed">The chain's seed.</param>
/// <param name="After">The last committed generation at that moment: what is decided concerns what it wrote, and the generations after
/// it.</param>
/// <param name="At">When. No result depends on it.</param>
/// <param name="By">Who.</param>
/// <param name="Why">The reason; may be empty.</param>
/// <param name="What">What was done.</param>
public sealed record Decision(int Number, string Cell, long Seed, int After, DateTimeOffset At, string By, string Why, DecisionAct What)
{
    /// <summary>What and why in a sentence.</summary>
    [JsonIgnore]
    public string Sentence => Why.Length == 0 ? What.Sentence : $"{What.Sentence}: {Why}";
}
