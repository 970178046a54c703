using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Ngram;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;

namespace TextCollapse.Studies;

/// <summary>Who can train what on this machine: the managed engine always, others as the program registers them.</summary>
/// <param name="others">Engines that <c>auto</c> prefers, in this order, where they can be used.</param>
public sealed class Engines(params IReadOnlyList<IEngine> others)
{
    private static readonly ManagedEngine Managed = new();

    /// <summary>All engines of this build, usable or not.</summary>
    public IReadOnlyList<IEngine> All { get; } = [.. others, Managed];

    /// <summary>The engine that a cell's settings come to.</summary>
    /// <exception cref="InputException">It is not in this build, or cannot be used on this machine.</exception>
    public IEngine Choose(Settings settings)
    {
        if (!settings.Applies("model.engine"))
            return Managed;
        var name = settings["model.engine"];
        if (name == "auto")
            return All.First(engine => engine.Unavailable is null);
        var chosen = All.FirstOrDefault(engine => engine.Name == name)
            ?? throw new InputException("model.engine", $"this build has no engine '{name}' (the package feed did not have its package when it was built). Use model.engine: managed, which trains the same models.");
        return chosen.Unavailable is null ? chosen
            : throw new InputException("model.engine", $"the engine '{name}' cannot be used here: {chosen.Unavailable} Use model.engine: managed, which trains the same models.");
    }

    /// <summary>A trainer as the settings ask for it.</summary>
    /// <param name="settings">The cell's settings.</param>
    /// <param name="change">What countermeasures make of the training settings; null to leave them as they are.</param>
    /// <exception cref="InputException">A setting cannot be, or the engine cannot be used.</exception>
    public ILanguageModelTrainer Trainer(Settings settings, Func<TrainingSettings, TrainingSettings>? change = null) => settings["model.kind"] switch
    {
        "gru" => Choose(settings).Gru(
            new GruSettings { Layers = settings.Int("model.layers"), Hidden = settings.Int("model.hidden"), Embedding = settings.Int("model.embedding") }, Training(settings, change), settings["model.device"]),
        "transformer" => Choose(settings).Transformer(
            new TransformerSettings
            {
                Layers = settings.Int("model.layers"),
                Heads = settings.Int("model.heads"),
                Width = settings.Int("model.width"),
                Context = settings.Int("training.sequence"),
                TieWeights = settings.Flag("model.tie_weights"),
                Bias = settings.Flag("model.bias"),
            }, Training(settings, change), settings["model.device"]),
        _ => new NgramTrainer(new NgramSettings
        {
            Order = settings.Int("model.order"),
            Smoothing = NgramSettings.TryParseSmoothing(settings["model.smoothing"], out var smoothing) ? smoothing : default,
            Alpha = settings.Real("model.alpha"),
        }),
    };

    /// <summary>
    /// The cell with the engine that its settings come to by name, so that its identity says who trains, however it was asked for.
    /// </summary>
    /// <exception cref="InputException">It is not in this build, or cannot be used on this machine.</exception>
    public Cell Resolve(Cell cell) => cell.Settings.Applies("model.engine") && cell.Settings["model.engine"] == "auto"
        ? cell with { Settings = cell.Settings.With("model.engine", Choose(cell.Settings).Name), Frozen = null }
        : cell;

    /// <summary>How a neural model is trained.</summary>
    internal static TrainingSettings Training(Settings settings, Func<TrainingSettings, TrainingSettings>? change) => (change ?? (unchanged => unchanged))(new()
    {
        Steps = settings.Int("training.steps"),
        Epochs = settings.Real("training.epochs") is > 0 and var epochs ? epochs : null,
        Batch = settings.Int("training.batch"),
        Sequence = settings.Int("training.sequence"),
        LearningRate = settings.Real("training.learning_rate"),
        MinimumLearningRate = settings.Real("training.minimum_learning_rate"),
        Warmup = settings.Int("training.warmup"),
        WeightDecay = settings.Real("training.weight_decay"),
        Beta2 = settings.Real("training.beta2"),
        Clip = settings.Real("training.clip"),
        Dropout = settings.Real("training.dropout"),
        CarryState = settings.Flag("training.carry_state"),
        EvaluateEvery = settings.Int("training.patience") > 0 ? settings.Int("training.evaluate_every") : 0,
        Patience = settings.Int("training.patience"),
    });
}
