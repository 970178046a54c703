using TextCollapse.Models.Training;

namespace TextCollapse.Countermeasures;

/// <summary>Adversarial training of neural models: learns from the text as it is and with its characters' embeddings moved to where the loss grows fastest, in equal parts; see <see cref="TrainingSettings.Adversarial"/>.</summary>
/// <param name="epsilon">The length of the move over that of the embedding, above 0.</param>
public sealed class AdversarialTraining(double epsilon) : ITrainingChange
{
    /// <inheritdoc/>
    public TrainingSettings Change(TrainingSettings settings) => settings with { Adversarial = epsilon };
}
