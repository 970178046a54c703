namespace TextCollapse.Experiments.Mitigations;

/// <summary>Decides whether to intervene: checks every generation ≥ 1 after it is measured and before it is committed.</summary>
public interface IControl : IMitigation
{
    /// <summary>
    /// The intervention, or null to accept the generation. Called again after each attempt; after a bounded number of attempts it must roll
    /// back, warn or accept. A generation that was rolled back is not judged again.
    /// </summary>
    Intervention? Judge(Outcome outcome);

    /// <summary>The metrics (columns of <c>generations.csv</c>) that it uses.</summary>
    IEnumerable<string> Metrics { get; }
}
