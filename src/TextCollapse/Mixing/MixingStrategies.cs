namespace TextCollapse.Mixing;

/// <summary>The strategies by the names that the literature uses.</summary>
public static class MixingStrategies
{
    /// <summary>The strategy of a study's <c>mixing</c> section; numbers that it does not use are ignored.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="realShare">Share of real text, 0 to 1.</param>
    /// <param name="window">Generations in the window, ≥ 1.</param>
    /// <param name="added">Share of the budget that the expanding pool gains, above 0 and up to 1.</param>
    /// <exception cref="ArgumentException">No strategy has this name.</exception>
    public static IMixing Create(string name, double realShare = 0.5, int window = 3, double added = 0.1) => name switch
    {
        "replace" => new Replace(),
        "accumulate" => new Accumulate(),
        "accumulate-subsample" => new AccumulateSubsample(),
        "fixed-real" => new FixedReal(realShare),
        "fresh-real" => new FreshRealText(realShare),
        "window" => new Window(window),
        "past" => new Past(),
        "balanced" => new Balanced(),
        "expanding" => new Expanding(added),
        "duplicate" => new Duplicate(),
        "shuffled-real" => new ShuffledReal(),
        _ => throw new ArgumentException($"No mixing strategy is called '{name}'.", nameof(name)),
    };

    /// <summary>All names: nine strategies, then the controls.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["replace", "accumulate", "accumulate-subsample", "fixed-real", "fresh-real", "window", "past", "balanced", "expanding", "duplicate", "shuffled-real"];
}
