using System.Globalization;
using TextCollapse.Experiments.Mitigations;

namespace TextCollapse.Experiments.Generation;

/// <summary>One making of a generation: the first, or another that a control asked for.</summary>
/// <param name="Number">0 for the first.</param>
/// <param name="Why">What was decided so far about this generation, in order.</param>
public sealed record GenerationAttempt(int Number, IReadOnlyList<Intervention> Why)
{
    /// <summary>The first making of a generation.</summary>
    public static GenerationAttempt First { get; } = new(0, []);

    /// <summary>The last model stays in charge.</summary>
    public bool RollsBack => Latest is InterventionKind.RollBack;

    /// <summary>The last model writes its text again; once it has, later attempts read a text of their own too.</summary>
    public bool RedrawsLast => !RollsBack && Number > 0 && Why.Any(intervention => intervention.Kind == InterventionKind.Redraw);

    /// <summary>The least share of real text to read, 0 to 1.</summary>
    public double RealShare => Why.Where(intervention => intervention.Kind == InterventionKind.Inject)
        .Select(intervention => intervention.RealShare).DefaultIfEmpty(0).Max();

    /// <summary>The attempt after this one.</summary>
    public GenerationAttempt Then(Intervention intervention) => new(Number + 1, [.. Why, intervention]);

    /// <summary>Further attempts draw other random numbers.</summary>
    internal string KeySuffix => Number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" attempt {Number}");

    /// <summary>So that the state of one attempt's training is not taken for another's.</summary>
    internal string FileSuffix => Number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{Number}");

    private InterventionKind? Latest => Why.Count == 0 ? null : Why[^1].Kind;
}
