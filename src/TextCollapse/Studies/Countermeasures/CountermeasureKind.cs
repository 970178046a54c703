using TextCollapse.Countermeasures;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>One countermeasure as a study file names it.</summary>
/// <param name="Name">Its name: <c>label-smoothing</c>.</param>
/// <param name="About">What it does, in a line.</param>
/// <param name="Knobs">Its knobs; the first may be given without its name.</param>
/// <param name="Create">Makes it.</param>
public sealed record CountermeasureKind(string Name, string About, IReadOnlyList<SettingKey> Knobs, Func<Knobs, ICountermeasure> Create)
{
    /// <summary>The values of <c>model.kind</c> with which it makes sense; empty for all.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>What is wrong with it beside a cell's other settings; nothing by default. The place of a problem is the key or knob that it is about.</summary>
    public Func<Settings, Knobs, IEnumerable<Problem>> Check { get; init; } = (_, _) => [];
}
