using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// Measures one generation. Called once per generation, after its text is generated; the result must depend only on the arguments.
/// </summary>
public interface IGenerationMeter
{
    /// <summary>Identifies the pipeline and detector; a chain must be resumed with the same meter.</summary>
    string Name { get; }

    /// <summary>The measurements in the order of their columns; the same columns for every generation.</summary>
    IReadOnlyList<KeyValuePair<string, Measurement>> Measure(GenerationToMeasure generation);
}

/// <summary>The input of a meter.</summary>
/// <param name="Number">The generation.</param>
/// <param name="Text">The generated text.</param>
/// <param name="Model">Its model.</param>
/// <param name="FirstModel">The model of generation 0.</param>
/// <param name="Read">Its training text.</param>
/// <param name="Real">The real text.</param>
/// <param name="Threads">Threads to use; no value may depend on the number.</param>
public sealed record GenerationToMeasure(int Number, Corpus Text, ILanguageModel Model, ILanguageModel FirstModel, Corpus Read,
    RealText Real, int Threads)
{
    /// <summary>Whether a reviewer has changed the chain by now: theoretical predictions are then no longer valid.</summary>
    public bool SteppedIn { get; init; }

    /// <summary>
    /// The training text of an earlier generation, composed again: for a meter that has not seen it because the chain was resumed. Called
    /// in order from 0.
    /// </summary>
    public Func<int, Corpus> EarlierRead { get; init; } = generation =>
        throw new InvalidOperationException($"The training text of generation {generation} is not available here.");
}
