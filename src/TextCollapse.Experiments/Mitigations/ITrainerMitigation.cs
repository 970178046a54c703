using TextCollapse.Models;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// How it is learned, by any model: an ensemble, a curriculum of several trainings. Holds for every generation, 0 included.
/// </summary>
public interface ITrainerMitigation : IMitigation
{
    /// <summary>A trainer that does its work with <paramref name="trainer"/>.</summary>
    ILanguageModelTrainer Around(ILanguageModelTrainer trainer);
}
