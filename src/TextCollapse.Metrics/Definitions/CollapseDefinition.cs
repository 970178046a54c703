namespace TextCollapse.Metrics.Definitions;

/// <summary>
/// One of the eight definitions of model collapse that the literature uses (Schaeffer et al. 2025, "Position: Model Collapse Does Not Mean
/// What You Think"). The names are those of the authors; the tests are ours. A definition is a file of its own and a line of
/// <see cref="All"/>.
/// </summary>
public abstract class CollapseDefinition
{
    /// <summary>The eight, in the order of the paper.</summary>
    public static IReadOnlyList<CollapseDefinition> All { get; } =
    [
        new CatastrophicRisk(),
        new IncreasedRisk(),
        new DivergingRisk(),
        new ScalingLawChange(),
        new CollapsingVariance(),
        new EntangledModes(),
        new LostTail(),
        new HallucinatedData(),
    ];

    /// <summary>Its number, from 1.</summary>
    public int Number => All.TakeWhile(definition => definition != this).Count() + 1;

    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <summary>When the profile says yes, as a sentence.</summary>
    public abstract string Test { get; }

    /// <summary>What an arm that has got beyond generation 0 says.</summary>
    internal abstract DefinitionReading Read(ProfiledArm arm);

    private protected DefinitionReading NotAsked(string why) => new(this, ProfileMark.NotAsked, why);

    private protected DefinitionReading Undecided(string why) => new(this, ProfileMark.Undecided, why);

    /// <summary>Yes where all changes are shown at the last generation, with the first one from which they are shown to the end.</summary>
    private protected DefinitionReading Judge(
        ProfiledArm arm, string unit, Func<int, IEnumerable<MeasuredChange?>> changesAt, string notMeasured)
    {
        MeasuredChange[] Changes(int generation) => [.. changesAt(generation).OfType<MeasuredChange>()];
        ProfileMark Mark(int generation, double floors = 1) => Changes(generation).Select(change => change.Mark(floors)).All();
        var last = Changes(arm.Last);
        if (last.Length == 0)
            return NotAsked(notMeasured);
        var mark = Mark(arm.Last);
        var since = mark == ProfileMark.Yes ? arm.Last : (int?)null;
        while (since > 1 && Mark(since.Value - 1) == ProfileMark.Yes)
            since--;
        return new(this, mark, string.Join("; ", last.Select(change => change.Evidence)))
        {
            Since = since,
            Effect = last[0].Interval,
            Unit = unit,
            Reference = string.Join(" and ", last.Select(change => change.Against)),
            Sensitivity = $"at half the noise floor {Mark(arm.Last, 0.5).Words()}, at twice {Mark(arm.Last, 2).Words()}",
        };
    }
}
