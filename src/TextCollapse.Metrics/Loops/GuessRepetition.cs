namespace TextCollapse.Metrics.Loops;

/// <summary>
/// Repetition in a model's most likely predictions under teacher forcing (Welleck et al. 2020): the guess at a position is the most
/// probable symbol given the true preceding text.
/// </summary>
/// <param name="Repeated">rep/l: the share of guesses that occur among the last l true symbols.</param>
/// <param name="WronglyRepeated">wrep/l: those of them that are wrong.</param>
/// <param name="Human">The share of true symbols that occur among the last l: the human baseline.</param>
public readonly record struct GuessRepetition(Measurement Repeated, Measurement WronglyRepeated, Measurement Human)
{
    /// <summary>Rates of guesses, one for each symbol of the true text.</summary>
    /// <exception cref="ArgumentException">The numbers of guesses and symbols differ.</exception>
    public static GuessRepetition Of(ReadOnlySpan<ushort> guesses, ReadOnlySpan<ushort> truth, int window)
    {
        if (guesses.Length != truth.Length)
            throw new ArgumentException($"{guesses.Length} guesses for {truth.Length} symbols.", nameof(guesses));
        int repeated = 0, wrong = 0, human = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            var before = truth[Math.Max(0, i - window)..i];
            if (before.Contains(truth[i]))
                human++;
            if (!before.Contains(guesses[i]))
                continue;
            repeated++;
            if (guesses[i] != truth[i])
                wrong++;
        }
        const string Empty = "the text is empty";
        return new(Measurement.Ratio(repeated, truth.Length, Empty), Measurement.Ratio(wrong, truth.Length, Empty),
            Measurement.Ratio(human, truth.Length, Empty));
    }
}
