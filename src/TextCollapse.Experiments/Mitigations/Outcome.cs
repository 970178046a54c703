namespace TextCollapse.Experiments.Mitigations;

/// <summary>The input of a control: the generation just measured, and the accepted ones.</summary>
/// <param name="Generation">The generation, ≥ 1.</param>
/// <param name="Attempt">0 for the first attempt, then 1, 2, …</param>
/// <param name="Metric">
/// A measurement of a generation 0 … <paramref name="Generation"/> by its column: of this attempt, or of an earlier accepted generation.
/// </param>
public sealed record Outcome(int Generation, int Attempt, Func<int, string, Measurement> Metric)
{
    /// <summary>A measurement of the current attempt.</summary>
    public Measurement Now(string metric) => Metric(Generation, metric);
}
