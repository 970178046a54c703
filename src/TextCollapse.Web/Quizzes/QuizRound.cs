using TextCollapse.Experiments.Review;

namespace TextCollapse.Web.Quizzes;

/// <summary>One question to the class: is this text real or generated? Immutable.</summary>
/// <param name="Number">From 1, unique within the server process, so that a vote refers to the text that the voter saw.</param>
/// <param name="Item">The text and the answer, which is not shown while <paramref name="IsOpen"/>.</param>
/// <param name="ArmIndex">The arm that the question is about, from 0.</param>
/// <param name="Arm">The arm's name.</param>
/// <param name="IsOpen">Whether votes are accepted.</param>
/// <param name="SaidReal">Votes for real.</param>
/// <param name="SaidGenerated">Votes for generated.</param>
internal sealed record QuizRound(int Number, QuizItem Item, int ArmIndex, string Arm, bool IsOpen, int SaidReal = 0, int SaidGenerated = 0)
{
    /// <summary>The excerpt.</summary>
    public string Text => Item.Text;

    /// <summary>The generation of the question. Half of the questions about a generation show real text, half its generated text.</summary>
    public int Generation => Item.Generation;

    /// <summary>The answer.</summary>
    public bool IsReal => Item.IsReal;

    /// <summary>Votes so far.</summary>
    public int Votes => SaidReal + SaidGenerated;

    /// <summary>Correct votes.</summary>
    public int Correct => IsReal ? SaidReal : SaidGenerated;
}
