using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Models;
using TextCollapse.Models.Training;

namespace TextCollapse.Experiments.Execution;

/// <summary>
/// The settings that determine how generation 0 is trained: chains with the same key share one model, so they differ only in later
/// settings.
/// </summary>
internal static class TrainingKey
{
    /// <summary>
    /// The key from which generation 0 draws its random numbers, for weights and text: the same for arms that differ only in decoding,
    /// mixing, mitigations, metrics or the engine. Generation 0 always starts from new weights.
    /// </summary>
    public static string Random(ArmOptions arm) => new ArmOptions
    {
        Corpus = arm.Corpus,
        Model = arm.Model,
        Training = arm.Training with { Start = TrainingStart.Scratch },
    }.Hash();

    /// <summary>The key of the training itself, including what mitigations change in it.</summary>
    public static string Of(ArmOptions arm)
    {
        var neural = arm.Model is NeuralModelOptions ? arm.Mitigations.Change(arm.Training).Describe() : "";
        var trainers = arm.Mitigations.All.OfType<ITrainerMitigation>();
        return string.Join('\n', [Random(arm), neural, .. trainers.Select(mitigation => mitigation.TrainingDescription)]);
    }
}
