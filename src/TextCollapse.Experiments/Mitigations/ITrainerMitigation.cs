using TextCollapse.Models;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// How it is learned, by any model: an ensemble, a curriculum of several trainings. Holds for every generation, 0 included.
/// </summary>
internal interface ITrainerMitigation : IMitigation
{
    /// <summary>What of it decides the training: arms that agree in this train generation 0 alike, whatever else of it differs.</summary>
    string TrainingDescription { get; }

    /// <summary>A trainer that does its work with <paramref name="trainer"/>.</summary>
    ILanguageModelTrainer Around(ILanguageModelTrainer trainer);
}
