namespace TextCollapse.Metrics;

/// <summary>In which arms a column is measured.</summary>
/// <param name="Needs">What an arm needs for it, as the end of “it needs …”; empty where every arm has it.</param>
/// <param name="Holds">Whether an arm has it.</param>
public sealed record ColumnCondition(string Needs, Func<MeasuredArm, bool> Holds)
{
    /// <summary>In every arm.</summary>
    public static ColumnCondition Always { get; } = new("", _ => true);
}
