using System.Text.Json.Serialization;

namespace TextCollapse.Experiments.Review;

/// <summary>One line of a chain's <c>decisions.jsonl</c>: who did what, when and why.</summary>
/// <param name="Number">The position in the log, from 1.</param>
/// <param name="Arm">The chain's arm.</param>
/// <param name="Seed">The chain's seed.</param>
/// <param name="After">The last committed generation at that time: the decision concerns its text and the generations after it.</param>
/// <param name="At">When. Results do not depend on it.</param>
/// <param name="By">The reviewer.</param>
/// <param name="Why">The reason; may be empty.</param>
/// <param name="What">What was done.</param>
public sealed record Decision(int Number, string Arm, long Seed, int After, DateTimeOffset At, string By, string Why, DecisionAct What)
{
    /// <summary>The act and the reason in a sentence.</summary>
    [JsonIgnore]
    public string Sentence => Why.Length == 0 ? What.Sentence : $"{What.Sentence}: {Why}";
}
