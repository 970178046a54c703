using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Mitigations that undo each other or set the same thing: what one of them does would be lost without a word.</summary>
internal static class Contradiction
{
    /// <summary>The problem that an arm has another mitigation, and why it cannot be beside this one.</summary>
    public static IEnumerable<Problem> With<TOther>(ArmOptions arm, string why) where TOther : IMitigation =>
        arm.Mitigations.All.OfType<TOther>().Take(1)
        .Select(other => new Problem("", $"contradicts {MitigationKinds.All.Of(other).Name}: {why}. Leave one of them out."));
}
