using TextCollapse.Experiments.Mixing;

namespace TextCollapse.Experiments.Configuration;

/// <summary>The arm that shows what retraining alone does: every generation is trained on real text only.</summary>
public static class ControlArm
{
    /// <summary>
    /// The control of an arm among the arms of its study, with the same text and model: fresh real text rather than the same again, and an
    /// arm that differs in nothing but mixing rather than another one. Null where there is none, or it is one itself.
    /// </summary>
    public static Arm? Of(Arm arm, IReadOnlyList<Arm> arms) => IsControl(arm) ? null : arms
        .Where(other => IsControl(other) && other.Options.Corpus == arm.Options.Corpus && other.Options.Model == arm.Options.Model)
        .OrderByDescending(other => (other.Options with { Mixing = arm.Options.Mixing }).Hash() == arm.Hash())
        .ThenByDescending(other => other.Options.Mixing is FreshReal)
        .ThenByDescending(other => other.Options.Mixing is FixedReal)
        .FirstOrDefault();

    private static bool IsControl(Arm arm) => arm.Options.Mixing is RealShareMixing { RealShare: 1 } or Duplicate;
}
