using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Adversarial training of neural models: trains with equal weight on the text and on the text with its embeddings perturbed in the
/// direction in which the loss grows fastest; see <see cref="TrainingOptions.Adversarial"/>.
/// </summary>
/// <param name="Epsilon">The norm of the perturbation relative to that of the embedding, above 0.</param>
[Component("adversarial",
    "every step also trains, with equal weight, on embeddings perturbed to increase the loss; the same text, twice the time",
    Paper = "Goodfellow et al. 2015; Miyato et al. 2017", Models = typeof(NeuralModelOptions))]
public sealed record AdversarialTraining(
    [property: Option("norm of the perturbation relative to that of the embedding", Min = 0, MinExcluded = true, Max = 1e6)]
        double Epsilon = 0.05) : ITrainingChange, ICheckedMitigation
{
    /// <inheritdoc/>
    public TrainingOptions Change(TrainingOptions settings) => settings with { Adversarial = Epsilon };

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        if (arm.Model is TransformerOptions { TieWeights: true })
            yield return new Problem("",
                "perturbs the input embedding, but with model.tie_weights it is the output layer as well; set it to false.");
    }
}
