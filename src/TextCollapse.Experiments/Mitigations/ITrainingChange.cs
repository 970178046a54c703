using TextCollapse.Models.Training;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Changes the settings of neural training: a loss, a regularizer. Applies to every generation, including generation 0.</summary>
internal interface ITrainingChange : IMitigation
{
    /// <summary>Returns the changed settings.</summary>
    TrainingOptions Change(TrainingOptions settings);
}
