using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;

namespace TextCollapse.Countermeasures;

/// <summary>Learns by another loss than the cross-entropy: label smoothing, a confidence penalty, focal loss, unlikelihood, truncated cross-entropy.</summary>
/// <param name="loss">The loss; its source is with it.</param>
public sealed class TrainingLoss(ILoss loss) : ITrainingChange
{
    /// <inheritdoc/>
    public TrainingSettings Change(TrainingSettings settings) => settings with { Loss = loss };
}
