using TextCollapse.Models;

namespace TextCollapse.Countermeasures;

/// <summary>How it is learned, by any model: an ensemble, a curriculum of several trainings. Holds for every generation, 0 included.</summary>
public interface ITrainerRemedy : ICountermeasure
{
    /// <summary>
    /// What of it decides the training, with its numbers in the invariant culture: arms that train generation 0 alike share the model.
    /// </summary>
    string Description { get; }

    /// <summary>A trainer that does its work with <paramref name="trainer"/>.</summary>
    ILanguageModelTrainer Around(ILanguageModelTrainer trainer);
}
