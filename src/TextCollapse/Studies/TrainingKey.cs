using TextCollapse.Countermeasures;

namespace TextCollapse.Studies;

/// <summary>
/// What decides how generation 0 is trained: chains for which it is the same share one model, and compare only what differs between them.
/// </summary>
internal static class TrainingKey
{
    private static readonly string[] Sections = ["corpus.", "model.", "training."];

    /// <summary>Whichever engine trains draws the same random numbers; generation 0 starts from new weights always.</summary>
    private static readonly string[] Apart = ["model.engine", "model.device", "training.start"];

    /// <summary>
    /// By what generation 0 draws its random numbers, weights and text alike: the same for arms that differ in decoding, mixing, mitigations or
    /// metrics.
    /// </summary>
    public static string Random(Settings settings) =>
        settings.HashOfChanges(key => Sections.Any(section => key.StartsWith(section, StringComparison.Ordinal)) && !Apart.Contains(key));

    /// <summary>The training itself: also what mitigations make of it.</summary>
    public static string Of(Settings settings, Remedies remedies)
    {
        var neural = settings.Applies("training.steps") ? Engines.Training(settings, remedies.Change).Describe() : "";
        return string.Join('\n', [Random(settings), neural, .. remedies.All.OfType<ITrainerRemedy>().Select(remedy => remedy.Description)]);
    }
}
