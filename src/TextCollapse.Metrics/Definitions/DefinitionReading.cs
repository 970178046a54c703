using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.Definitions;

/// <summary>What an arm says on one definition.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Mark">The answer.</param>
/// <param name="Evidence">The numbers it rests on, or why there is no answer, without a full stop.</param>
public sealed record DefinitionReading(CollapseDefinition Definition, ProfileMark Mark, string Evidence)
{
    private static readonly Measurement None = Measurement.Undefined("the definition has no single effect");

    /// <summary>
    /// The first generation from which it holds to the end; null where it does not, or where it is a matter of the whole curve.
    /// </summary>
    public int? Since { get; init; }

    /// <summary>The effect at the last generation, mean and 95 % interval over seeds.</summary>
    public SeedInterval Effect { get; init; } = new(None, None, None, 0);

    /// <summary>The unit of the effect.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What it was judged against.</summary>
    public string Reference { get; init; } = "";

    /// <summary>What the answer would be under other bounds.</summary>
    public string Sensitivity { get; init; } = "";
}
