namespace TextCollapse.Experiments.Review;

/// <summary>One answer to the question whether a text is real or generated.</summary>
/// <param name="Voter">Who; any name that tells voters apart.</param>
/// <param name="Item">Which text: see <see cref="QuizItem"/>.</param>
/// <param name="Generation">The generation that the question is about.</param>
/// <param name="IsReal">The truth.</param>
/// <param name="SaysReal">The answer.</param>
/// <param name="At">When. No result depends on it.</param>
public sealed record Vote(string Voter, string Item, int Generation, bool IsReal, bool SaysReal, DateTimeOffset At)
{
    /// <summary>Whether the answer is right.</summary>
    public bool IsRight => IsReal == SaysReal;
}
