namespace TextCollapse.Metrics.Definitions;

/// <summary>The eight definitions of collapse for one arm.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Readings">A reading per definition, in their order.</param>
public sealed record CollapseProfile(string Arm, IReadOnlyList<DefinitionReading> Readings)
{
    /// <summary>The profile of an arm; every definition is undecided until there is a generation beyond 0.</summary>
    public static CollapseProfile Of(ProfiledArm arm) => new(arm.Name,
    [
        .. CollapseDefinition.All.Select(definition => arm.Last > 0 ? definition.Read(arm)
            : new DefinitionReading(definition, ProfileMark.Undecided, "only generation 0 is there")),
    ]);

    /// <summary>The eight marks in one line: <c>1● 2● 3? 4– 5· 6– 7● 8·</c>.</summary>
    public string Marks => string.Join(' ', Readings.Select(reading =>
        FormattableString.Invariant($"{reading.Definition.Number}{reading.Mark.Sign()}")));
}
