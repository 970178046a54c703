using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>The mixing strategies, named as in the literature.</summary>
public static class MixingStrategies
{
    /// <summary>All of them: nine strategies, then the controls.</summary>
    public static ComponentList<MixingStrategy> All { get; } = new("mixing strategy",
        typeof(Replace),
        typeof(Accumulate),
        typeof(AccumulateSubsample),
        typeof(FixedReal),
        typeof(FreshReal),
        typeof(GenerationWindow),
        typeof(Past),
        typeof(Balanced),
        typeof(Expanding),
        typeof(Duplicate),
        typeof(ShuffledReal));
}
