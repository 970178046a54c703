namespace TextCollapse.Web.Quizzes;

/// <summary>One question to the class: is this text real or generated? Immutable.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Text">The excerpt.</param>
/// <param name="Generation">The generation that the question is about: half of its questions show real text, half what it wrote.</param>
/// <param name="Arm">The arm.</param>
/// <param name="IsReal">The answer; not to be shown before <paramref name="IsOpen"/> is false.</param>
/// <param name="IsOpen">Whether votes are taken.</param>
/// <param name="SaidReal">Votes for real.</param>
/// <param name="SaidGenerated">Votes for generated.</param>
public sealed record QuizRound(int Number, string Text, int Generation, string Arm, bool IsReal, bool IsOpen, int SaidReal = 0, int SaidGenerated = 0)
{
    /// <summary>Votes so far.</summary>
    public int Votes => SaidReal + SaidGenerated;

    /// <summary>Votes that are right.</summary>
    public int Right => IsReal ? SaidReal : SaidGenerated;
}
