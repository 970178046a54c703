using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;

namespace TextCollapse.Experiments.Mitigations.Losses;

/// <summary>A loss other than the cross-entropy, which a study names as a mitigation.</summary>
internal interface ILossMitigation : ILoss, ITrainingChange
{
    /// <inheritdoc/>
    TrainingOptions ITrainingChange.Change(TrainingOptions settings) => settings with { Loss = this };
}
