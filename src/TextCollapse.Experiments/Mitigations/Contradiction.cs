using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Mitigations that undo each other or set the same thing, so that one of them would silently have no effect.</summary>
internal static class Contradiction
{
    /// <summary>Reports a mitigation of the arm that cannot be combined with this one, and why.</summary>
    public static IEnumerable<Problem> With<TOther>(ArmOptions arm, string why) where TOther : IMitigation =>
        arm.Mitigations.All.OfType<TOther>().Take(1)
        .Select(other => new Problem("", $"contradicts {MitigationKinds.All.Of(other).Name}: {why}. Remove one of them."));
}
