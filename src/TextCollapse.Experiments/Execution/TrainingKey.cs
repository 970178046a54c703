using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Models;
using TextCollapse.Models.Training;

namespace TextCollapse.Experiments.Execution;

/// <summary>
/// What decides how generation 0 is trained: chains for which it is the same share one model, and compare only what differs between them.
/// </summary>
internal static class TrainingKey
{
    /// <summary>
    /// By what generation 0 draws its random numbers, weights and text alike: the same for arms that differ in decoding, mixing,
    /// mitigations,
    /// metrics or the engine. Generation 0 always starts from new weights.
    /// </summary>
    public static string Random(ArmOptions arm) => new ArmOptions
    {
        Corpus = arm.Corpus,
        Model = arm.Model,
        Training = arm.Training with { Start = TrainingStart.Scratch },
    }.Hash();

    /// <summary>The training itself: also what mitigations make of it.</summary>
    public static string Of(ArmOptions arm)
    {
        var neural = arm.Model is NeuralModelOptions ? arm.Mitigations.Change(arm.Training).Describe() : "";
        var trainers = arm.Mitigations.All.OfType<ITrainerMitigation>();
        return string.Join('\n', [Random(arm), neural, .. trainers.Select(mitigation => mitigation.TrainingDescription)]);
    }
}
