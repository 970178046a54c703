
namespace TextCollapse.Experiments.Generation;

/// <summary>What a chain is doing.</summary>
public enum ChainPhase
{
    /// <summary>Another chain trains the model of generation 0 that this one shares.</summary>
    Waiting,

    /// <summary>The model learns.</summary>
    Training,

    /// <summary>The model writes.</summary>
    Writing,

    /// <summary>The generation is measured and on disk.</summary>
    Committed,
}

/// <summary>How far a chain has come.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Generation">The generation at work.</param>
/// <param name="Generations">The last generation.</param>
/// <param name="Phase">What it does.</param>
/// <param name="Share">How much of the phase is done, 0 to 1.</param>
public readonly record struct ChainProgress(string Cell, long Seed, int Generation, int Generations, ChainPhase Phase, double Share);

/// <summary>How long the parts of one generation took on this machine.</summary>
/// <param name="Training">Training; zero where the model was trained by another chain.</param>
/// <param name="Writing">Generating the text.</param>
/// <param name="Measuring">Measuring it.</param>
public readonly record struct GenerationTimes(TimeSpan Training, TimeSpan Writing, TimeSpan Measuring)
{
    /// <summary>How long the training took in the other chain that this one shares its model with; zero where it trained its own.</summary>
    public TimeSpan Saved { get; init; }
}
