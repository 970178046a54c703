using System.Globalization;
using TextCollapse.Experiments.Mitigations;

namespace TextCollapse.Experiments.Generation;

/// <summary>An attempt at a generation: the first, or another that a control requested.</summary>
/// <param name="Number">0 for the first.</param>
/// <param name="Why">The interventions so far for this generation, in order.</param>
public sealed record GenerationAttempt(int Number, IReadOnlyList<Intervention> Why)
{
    /// <summary>The first attempt.</summary>
    public static GenerationAttempt First { get; } = new(0, []);

    /// <summary>Whether the last model is kept.</summary>
    public bool RollsBack => Latest is InterventionKind.RollBack;

    /// <summary>Whether the last model generates its text again; after the first redraw, later attempts redraw it as well.</summary>
    public bool RedrawsLast => !RollsBack && Number > 0 && Why.Any(intervention => intervention.Kind == InterventionKind.Redraw);

    /// <summary>The minimum share of real text to train on, 0 to 1.</summary>
    public double RealShare => Why.Where(intervention => intervention.Kind == InterventionKind.Inject)
        .Select(intervention => intervention.RealShare).DefaultIfEmpty(0).Max();

    /// <summary>The attempt after this one.</summary>
    public GenerationAttempt Then(Intervention intervention) => new(Number + 1, [.. Why, intervention]);

    /// <summary>A suffix of the random key, so that further attempts draw other random numbers.</summary>
    internal string KeySuffix => Number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" attempt {Number}");

    /// <summary>A suffix of checkpoint files, so that attempts do not share them.</summary>
    internal string FileSuffix => Number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{Number}");

    private InterventionKind? Latest => Why.Count == 0 ? null : Why[^1].Kind;
}
