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
    /// The key of an arm: the same for arms that differ in decoding, mixing, metrics, the engine, or mitigations that do not change
    /// training. Generation 0 always starts from new weights.
    /// </summary>
    public static string Of(ArmOptions arm)
    {
        var settings = new ArmOptions
        {
            Corpus = arm.Corpus,
            Model = arm.Model,
            Training = arm.Training with { Start = TrainingStart.Scratch },
        }.Hash();

        var neural = arm.Model is NeuralModelOptions ? arm.Mitigations.Change(arm.Training).Describe() : "";
        var trainers = arm.Mitigations.All.OfType<ITrainerMitigation>();
        return string.Join('\n', [settings, neural, .. trainers.Select(mitigation => mitigation.TrainingDescription)]);
    }
}
