namespace TextCollapse.Experiments.Review;

/// <summary>One answer to the question whether a text is real or generated.</summary>
/// <param name="Voter">The voter; any unique name.</param>
/// <param name="Item">The identifier of the <see cref="QuizItem"/>.</param>
/// <param name="Generation">The generation that the question is about.</param>
/// <param name="IsReal">The truth.</param>
/// <param name="SaysReal">The answer.</param>
/// <param name="At">When. Results do not depend on it.</param>
public sealed record Vote(string Voter, string Item, int Generation, bool IsReal, bool SaysReal, DateTimeOffset At)
{
    /// <summary>Whether the answer is correct.</summary>
    public bool IsRight => IsReal == SaysReal;
}
