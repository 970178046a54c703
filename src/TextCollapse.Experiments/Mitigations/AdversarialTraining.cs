using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Adversarial training of neural models: learns from the text as it is and with its characters' embeddings moved to where the loss grows
/// fastest, in equal parts; see <see cref="TrainingOptions.Adversarial"/>.
/// </summary>
/// <param name="Epsilon">The length of the move over that of the embedding, above 0.</param>
[Component("adversarial",
    "every step learns from its text and, in equal part, with embeddings moved to where its loss grows; as much text, twice the time",
    Paper = "Goodfellow et al. 2015; Miyato et al. 2017", Models = typeof(NeuralModelOptions))]
public sealed record AdversarialTraining(
    [property: Option("the length of the move over that of the embedding", Min = 0, MinExcluded = true, Max = 1e6)]
        double Epsilon = 0.05) : ITrainingChange, ICheckedMitigation
{
    /// <inheritdoc/>
    public TrainingOptions Change(TrainingOptions settings) => settings with { Adversarial = Epsilon };

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        if (arm.Model is TransformerOptions { TieWeights: true })
            yield return new Problem("",
                "moves the input embedding, but with model.tie_weights that is the output layer too; set it to false.");
    }
}
