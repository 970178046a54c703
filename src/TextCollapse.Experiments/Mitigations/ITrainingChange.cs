using TextCollapse.Models.Training;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>How it is learned, as a setting of neural training: a loss, a regulariser. Holds for every generation, 0 included.</summary>
internal interface ITrainingChange : IMitigation
{
    /// <summary>The settings to train with instead.</summary>
    TrainingOptions Change(TrainingOptions settings);
}
