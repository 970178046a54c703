using TextCollapse.Chains.Votes;

namespace TextCollapse.Web.Quizzes;

/// <summary>One question to the class: is this text real or generated? Immutable.</summary>
/// <param name="Number">Counted from 1 and never given twice, so that a vote belongs to the text that the voter saw.</param>
/// <param name="Item">The text, and the answer: not to be shown before <paramref name="IsOpen"/> is false.</param>
/// <param name="Place">The arm that it is about, counted from 0.</param>
/// <param name="Arm">The arm's name.</param>
/// <param name="IsOpen">Whether votes are taken.</param>
/// <param name="SaidReal">Votes for real.</param>
/// <param name="SaidGenerated">Votes for generated.</param>
public sealed record QuizRound(int Number, QuizItem Item, int Place, string Arm, bool IsOpen, int SaidReal = 0, int SaidGenerated = 0)
{
    /// <summary>The excerpt.</summary>
    public string Text => Item.Text;

    /// <summary>The generation that the question is about: half of its questions show real text, half what it wrote.</summary>
    public int Generation => Item.Generation;

    /// <summary>The answer.</summary>
    public bool IsReal => Item.IsReal;

    /// <summary>Votes so far.</summary>
    public int Votes => SaidReal + SaidGenerated;

    /// <summary>Votes that are right.</summary>
    public int Right => IsReal ? SaidReal : SaidGenerated;
}
