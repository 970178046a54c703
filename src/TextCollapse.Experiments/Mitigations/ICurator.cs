using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Changes the training text of a generation. Called for generations ≥ 1; generation 0 is trained on the unchanged real training text in
/// every arm, so that all arms start from the same model.
/// </summary>
internal interface ICurator : IMitigation
{
    /// <summary>The corpus to train on instead. Deterministic in its arguments, and independent of the number of threads.</summary>
    /// <exception cref="WorkFailedException">No training text is left.</exception>
    Corpus Curate(Corpus corpus, TransformContext context);
}
