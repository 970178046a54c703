namespace TextCollapse.Web.Rooms;

/// <summary>An arm as somebody saw it when they decided about it.</summary>
/// <param name="Lesson">The lesson's number in the room.</param>
/// <param name="Arm">The arm, counted from 0.</param>
/// <param name="Generations">How many generations it had.</param>
public readonly record struct SeenArm(int Lesson, int Arm, int Generations);
