namespace TextCollapse.Web.Sessions;

/// <summary>
/// The version of an arm that a page displayed for a decision, so that a decision about an outdated version is rejected.
/// </summary>
/// <param name="Lesson">The lesson's number.</param>
/// <param name="Arm">The arm's index, from 0.</param>
/// <param name="Generations">The number of generations it had.</param>
internal readonly record struct ArmVersion(int Lesson, int Arm, int Generations);
