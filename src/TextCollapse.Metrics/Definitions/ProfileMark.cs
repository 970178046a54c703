namespace TextCollapse.Metrics.Definitions;

/// <summary>What the measurements of an arm say on one definition of collapse.</summary>
public enum ProfileMark
{
    /// <summary>The study does not ask: what the definition speaks of was not measured or not varied.</summary>
    NotAsked,

    /// <summary>It was measured, but generations or seeds are too few to tell.</summary>
    Undecided,

    /// <summary>It does not hold beyond the noise.</summary>
    No,

    /// <summary>It holds.</summary>
    Yes,
}

/// <summary>Marks as tables and lines show them.</summary>
public static class ProfileMarks
{
    /// <summary>In words.</summary>
    public static string Words(this ProfileMark mark) => mark switch
    {
        ProfileMark.Yes => "yes",
        ProfileMark.No => "no",
        ProfileMark.Undecided => "undecided",
        _ => "not asked",
    };

    /// <summary>In one character.</summary>
    public static string Sign(this ProfileMark mark) => mark switch
    {
        ProfileMark.Yes => "●",
        ProfileMark.No => "·",
        ProfileMark.Undecided => "?",
        _ => "–",
    };

    /// <summary>All must hold: no where one does not, undecided where one is; not asked of none.</summary>
    internal static ProfileMark All(this IEnumerable<ProfileMark> marks)
    {
        var all = marks.ToArray();
        if (all.Length == 0)
            return ProfileMark.NotAsked;
        if (all.Contains(ProfileMark.No))
            return ProfileMark.No;
        return all.Min();
    }
}
