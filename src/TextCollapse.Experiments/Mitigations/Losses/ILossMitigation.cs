using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;

namespace TextCollapse.Experiments.Mitigations.Losses;

/// <summary>A loss other than cross-entropy, selected as a mitigation in a study.</summary>
internal interface ILossMitigation : ILoss, ITrainingChange
{
    /// <inheritdoc/>
    TrainingOptions ITrainingChange.Change(TrainingOptions settings) => settings with { Loss = this };
}
