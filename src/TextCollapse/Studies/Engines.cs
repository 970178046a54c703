using TextCollapse.Models;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Studies;

/// <summary>Who can train what on this machine: the managed engine always, others as they are registered.</summary>
public sealed class Engines
{
    /// <summary>The trainer that a cell's model and training sections ask for, and the name and numerical variant of its engine.</summary>
    /// <exception cref="InputException">The engine that the cell names is not there.</exception>
    public (ILanguageModelTrainer Trainer, string Engine) Trainer(Settings settings) => settings["model.kind"] switch
    {
        "ngram" => (new NgramTrainer(Ngram(settings)), "managed"),
        var kind => throw new InputException("model.kind", $"'{kind}' is not available in this build."),
    };

    private static NgramSettings Ngram(Settings settings) => new()
    {
        Order = settings.Int("model.order"),
        Smoothing = NgramSettings.TryParseSmoothing(settings["model.smoothing"], out var smoothing) ? smoothing : default,
        Alpha = settings.Real("model.alpha"),
    };
}
