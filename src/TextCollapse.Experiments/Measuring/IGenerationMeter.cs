using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// Measures one generation. Called once per generation, after its text is written; must depend on nothing but its arguments.
/// </summary>
public interface IGenerationMeter
{
    /// <summary>Who counts and what: a chain continues with the meter that began it.</summary>
    string Name { get; }

    /// <summary>The measurements in the order of their columns; the same columns for every generation.</summary>
    IReadOnlyList<KeyValuePair<string, Measurement>> Measure(GenerationToMeasure generation);
}

/// <summary>What a meter is shown.</summary>
/// <param name="Number">The generation.</param>
/// <param name="Text">What it wrote.</param>
/// <param name="Model">Its model.</param>
/// <param name="FirstModel">The model of generation 0.</param>
/// <param name="Read">What it read.</param>
/// <param name="Real">The real text.</param>
/// <param name="Threads">Threads to use; no value may depend on them.</param>
public sealed record GenerationToMeasure(int Number, Corpus Text, ILanguageModel Model, ILanguageModel FirstModel, Corpus Read,
    RealText Real, int Threads)
{
    /// <summary>Whether people have stepped in by now: what a study predicts of its chain then holds no longer.</summary>
    public bool SteppedIn { get; init; }

    /// <summary>
    /// What an earlier generation read, composed again: for a meter that has not seen it because the chain goes on from its record. Asked
    /// for in
    /// order from 0.
    /// </summary>
    public Func<int, Corpus> EarlierRead { get; init; } = generation =>
        throw new InvalidOperationException($"What generation {generation} read is not known here.");
}
