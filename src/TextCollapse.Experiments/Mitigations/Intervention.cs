
namespace TextCollapse.Experiments.Mitigations;

/// <summary>What a control, or a person, decided about a generation; recorded with it.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="By">The rule or the person.</param>
/// <param name="Reason">Why, with the numbers, in a sentence.</param>
/// <param name="RealShare">For <see cref="InterventionKind.Inject"/>: the least share of real text that is read instead, 0 to 1.</param>
public sealed record Intervention(InterventionKind Kind, string By, string Reason, double RealShare = 0);

/// <summary>What can be done about a generation.</summary>
public enum InterventionKind
{
    /// <summary>It stands; the reason is recorded.</summary>
    Warn,

    /// <summary>The last generation's model writes again, and this generation is made from that.</summary>
    Redraw,

    /// <summary>This generation is made again with more real text in what it reads.</summary>
    Inject,

    /// <summary>This generation's model is thrown away: the last one stays in charge and writes this generation's text.</summary>
    RollBack,

    /// <summary>It stands, and the chain ends with it.</summary>
    Stop,

    /// <summary>A person's change of documents before they were read; see the decisions.</summary>
    Curate,

    /// <summary>A person's change of a setting from this generation on.</summary>
    Set,

    /// <summary>
    /// A person went back to the generation before this one: what came after it was moved aside, and this is another future.
    /// </summary>
    Return,

    /// <summary>A person's note; nothing is done.</summary>
    Note,
}
