using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// What is read: changes a corpus before a generation learns from it. Asked for generations ≥ 1; generation 0 reads the real training text
/// as it is in every arm, so that arms start alike.
/// </summary>
internal interface ICurator : IMitigation
{
    /// <summary>The corpus that is read instead. The same for the same arguments, whatever the number of threads.</summary>
    /// <exception cref="WorkFailedException">Nothing that could be read is left.</exception>
    Corpus Curate(Corpus corpus, TransformContext context);
}
