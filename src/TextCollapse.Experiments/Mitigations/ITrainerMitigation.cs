using TextCollapse.Models;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Changes the training of any model: an ensemble, for example. Applies to every generation, including generation 0.</summary>
internal interface ITrainerMitigation : IMitigation
{
    /// <summary>
    /// Describes everything in it that determines the training: arms with equal descriptions share the training of generation 0, even if
    /// its other options differ.
    /// </summary>
    string TrainingDescription { get; }

    /// <summary>Wraps <paramref name="trainer"/>.</summary>
    ILanguageModelTrainer Around(ILanguageModelTrainer trainer);
}
