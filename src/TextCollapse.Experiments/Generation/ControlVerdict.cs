using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Generation;

/// <summary>The decision of the controls about a generation.</summary>
/// <param name="Next">The next attempt, or null if the generation is accepted.</param>
/// <param name="Notes">Warnings and stops, recorded with an accepted generation.</param>
internal sealed record ControlVerdict(GenerationAttempt? Next, IReadOnlyList<Intervention> Notes)
{
    /// <summary>A limit that no control should reach, so that an endless loop of attempts is reported as an error.</summary>
    private const int MostAttempts = 1000;

    /// <summary>
    /// The first control that requests another attempt determines it; a generation that was rolled back is not judged again.
    /// </summary>
    /// <exception cref="WorkFailedException">The limit of attempts was reached.</exception>
    public static ControlVerdict Of(GenerationMade made, IEnumerable<IControl> controls, IChainStore record)
    {
        var notes = new List<Intervention>();
        if (made.Facts.Generation == 0 || made.Attempt.RollsBack)
            return new(null, notes);
        var number = made.Facts.Generation;
        var outcome = new Outcome(number, made.Attempt.Number,
            (generation, metric) => (generation == number ? made.Facts : record.Facts(generation))[metric]);
        foreach (var control in controls)
            switch (control.Judge(outcome))
            {
                case null:
                    break;
                case { Kind: InterventionKind.Warn or InterventionKind.Stop } note:
                    notes.Add(note);
                    break;
                case { } intervention when made.Attempt.Number < MostAttempts:
                    return new(made.Attempt.Then(intervention), []);
                case { } intervention:
                    throw new WorkFailedException($"Generation {number} was run {MostAttempts} times and '{intervention.By}' requests "
                        + $"another attempt: {intervention.Reason}. Limit the attempts of that rule.");
            }
        return new(null, notes);
    }
}
