
namespace TextCollapse.Experiments.Mitigations;

/// <summary>A decision of a control or a reviewer about a generation; recorded with it.</summary>
/// <param name="Kind">The kind of intervention.</param>
/// <param name="By">The rule or the reviewer.</param>
/// <param name="Reason">The reason, with the values, in a sentence.</param>
/// <param name="RealShare">For <see cref="InterventionKind.Inject"/>: the minimum share of real text to train on, 0 to 1.</param>
public sealed record Intervention(InterventionKind Kind, string By, string Reason, double RealShare = 0);

/// <summary>The kinds of intervention.</summary>
public enum InterventionKind
{
    /// <summary>The generation is accepted; the reason is recorded.</summary>
    Warn,

    /// <summary>The last generation's model generates its text again, and this generation is trained on it.</summary>
    Redraw,

    /// <summary>This generation is run again with more real text in its training text.</summary>
    Inject,

    /// <summary>This generation's model is discarded: the last model is kept and generates this generation's text.</summary>
    RollBack,

    /// <summary>The generation is accepted, and the chain ends with it.</summary>
    Stop,

    /// <summary>A reviewer changed documents before they were trained on; see the decisions.</summary>
    Curate,

    /// <summary>A reviewer changed a setting from this generation on.</summary>
    Set,

    /// <summary>
    /// A reviewer went back to the generation before this one: what followed was moved aside, and this generation was run in its place.
    /// </summary>
    Return,

    /// <summary>A reviewer's note; nothing is changed.</summary>
    Note,
}
