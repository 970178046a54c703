using TextCollapse.Experiments.Mitigations;

namespace TextCollapse.Experiments.Configuration;

/// <summary>
/// A value given to a key by a study file or <c>--set</c>, checked on its own. Whether it applies depends on the other options of an arm.
/// </summary>
/// <param name="Key">The key: <c>model.layers</c>.</param>
/// <param name="Text">The canonical text of the value.</param>
/// <param name="Place">Where it was given, for errors.</param>
public sealed record Assignment(string Key, string Text, string Place)
{
    /// <summary>The value of <c>mitigations</c>; null for other keys.</summary>
    public MitigationList? Mitigations { get; init; }
}
