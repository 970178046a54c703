
namespace TextCollapse.Experiments.Generation;

/// <summary>The phases of a chain.</summary>
public enum ChainPhase
{
    /// <summary>Another chain trains the model of generation 0 that this one shares.</summary>
    Waiting,

    /// <summary>The model is trained.</summary>
    Training,

    /// <summary>The model generates text.</summary>
    Writing,

    /// <summary>The generation is measured and committed.</summary>
    Committed,
}

/// <summary>The progress of a chain.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Generation">The current generation.</param>
/// <param name="Generations">The last generation.</param>
/// <param name="Phase">The current phase.</param>
/// <param name="Share">The completed share of the phase, 0 to 1.</param>
public readonly record struct ChainProgress(string Arm, long Seed, int Generation, int Generations, ChainPhase Phase, double Share);

/// <summary>The durations of the parts of one generation on this machine.</summary>
/// <param name="Training">Training; zero if the model was trained by another chain.</param>
/// <param name="Writing">Generating the text.</param>
/// <param name="Measuring">Measuring it.</param>
public readonly record struct GenerationTimes(TimeSpan Training, TimeSpan Writing, TimeSpan Measuring)
{
    /// <summary>The training time in the other chain that trained the shared model; zero if this chain trained it.</summary>
    public TimeSpan Saved { get; init; }
}
