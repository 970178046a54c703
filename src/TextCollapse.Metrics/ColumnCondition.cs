namespace TextCollapse.Metrics;

/// <summary>The condition under which a column is measured in an arm.</summary>
/// <param name="Needs">The requirement, as the end of “it needs …”; empty if every arm has the column.</param>
/// <param name="Holds">Whether an arm has the column.</param>
public sealed record ColumnCondition(string Needs, Func<MeasuredArm, bool> Holds)
{
    /// <summary>In every arm.</summary>
    public static ColumnCondition Always { get; } = new("", _ => true);
}
