using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Generation;

/// <summary>What the controls say about a generation just made.</summary>
/// <param name="Next">The attempt to make instead, or null if the generation stands.</param>
/// <param name="Notes">Warnings and stops, recorded with a generation that stands.</param>
internal sealed record ControlVerdict(GenerationAttempt? Next, IReadOnlyList<Intervention> Notes)
{
    /// <summary>More attempts than any control should need: one that never ends is a defect, not a long wait.</summary>
    private const int MostAttempts = 1000;

    /// <summary>The first control that wants another attempt gets it; a generation that was rolled back is not judged again.</summary>
    /// <exception cref="WorkFailedException">There is no end of attempts.</exception>
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
                    throw new WorkFailedException($"Generation {number} was made {MostAttempts} times and '{intervention.By}' still wants "
                        + $"another: {intervention.Reason}. Give that rule a bound.");
            }
        return new(null, notes);
    }
}
