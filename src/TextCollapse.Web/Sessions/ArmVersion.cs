namespace TextCollapse.Web.Sessions;

/// <summary>
/// An arm as a page showed it when somebody decided about it, so that a decision about an arm that changed meanwhile is refused.
/// </summary>
/// <param name="Lesson">The lesson's number.</param>
/// <param name="Arm">The arm's index, from 0.</param>
/// <param name="Generations">The number of generations it had.</param>
internal readonly record struct ArmVersion(int Lesson, int Arm, int Generations);
