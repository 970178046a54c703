namespace TextCollapse.Experiments.Mitigations;

/// <summary>What a control is shown: the generation just measured, and those that stand.</summary>
/// <param name="Generation">The generation, ≥ 1.</param>
/// <param name="Attempt">0 for the first time that it was made, then 1, 2, …</param>
/// <param name="Metric">
/// A measurement of a generation 0 … <paramref name="Generation"/> by its column: of this attempt, or of an earlier generation as it
/// stands.
/// </param>
public sealed record Outcome(int Generation, int Attempt, Func<int, string, Measurement> Metric)
{
    /// <summary>A measurement of the generation just made.</summary>
    public Measurement Now(string metric) => Metric(Generation, metric);
}
