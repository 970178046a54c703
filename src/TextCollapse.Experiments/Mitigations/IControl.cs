namespace TextCollapse.Experiments.Mitigations;

/// <summary>When to step in: looks at every generation ≥ 1 after it was measured and before it is committed.</summary>
public interface IControl : IMitigation
{
    /// <summary>
    /// What is to be done, or null to let the generation stand. Asked again after each attempt; has to come to an end: after a bounded
    /// number of attempts it rolls back, warns or lets it stand. A generation that was rolled back is not judged again.
    /// </summary>
    Intervention? Judge(Outcome outcome);

    /// <summary>The metrics (columns of <c>generations.csv</c>) that it looks at.</summary>
    IEnumerable<string> Metrics { get; }
}
