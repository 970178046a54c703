namespace TextCollapse.Studies.Countermeasures;

/// <summary>Every countermeasure in one table, in the order of the places of the loop: what is read, how it is learned, how it is drawn, when to step in.</summary>
public static class CountermeasureKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<CountermeasureKind> All { get; } =
    [
        .. ReadingKinds.All,
        .. LearningKinds.All,
        .. WritingKinds.All,
        .. ControlKinds.All,
    ];

    private static readonly Dictionary<string, CountermeasureKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The countermeasure with this name, or null.</summary>
    public static CountermeasureKind? Find(string name) => ByName.GetValueOrDefault(name);
}
