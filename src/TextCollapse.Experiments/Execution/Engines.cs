using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Training;

namespace TextCollapse.Experiments.Execution;

/// <summary>The engines available on this machine: always the managed engine, and others that the program registers.</summary>
/// <param name="others">Engines that <c>auto</c> prefers, in this order, if they are available.</param>
public sealed class Engines(params IReadOnlyList<IEngine> others)
{
    private const string UseManaged = "Use model.engine: managed, which trains the same models.";

    private static readonly ManagedEngine Managed = new();

    /// <summary>All engines of this build, available or not.</summary>
    public IReadOnlyList<IEngine> All { get; } = [.. others, Managed];

    /// <summary>The engine selected by an arm's options.</summary>
    /// <exception cref="InputException">The engine is not in this build, or cannot be used on this machine.</exception>
    public IEngine Choose(ArmOptions arm)
    {
        if (arm.Model is not NeuralModelOptions)
            return Managed;
        var name = arm.Engine.Engine;
        if (name == "auto")
            return All.First(engine => engine.Unavailable is null);
        var chosen = All.FirstOrDefault(engine => engine.Name == name) ?? throw new InputException("model.engine",
            $"this build has no engine '{name}' (its package was missing from the package feed when it was built, or it was disabled). "
                + $"{UseManaged}");
        return chosen.Unavailable is null ? chosen
            : throw new InputException("model.engine", $"the engine '{name}' cannot be used here: {chosen.Unavailable} {UseManaged}");
    }

    /// <summary>Creates the trainer that the options describe.</summary>
    /// <param name="arm">The arm's options.</param>
    /// <param name="change">Applies mitigations to the training options; null for none.</param>
    /// <exception cref="InputException">An option is invalid, or the engine cannot be used.</exception>
    public ILanguageModelTrainer Trainer(ArmOptions arm, Func<TrainingOptions, TrainingOptions>? change = null) =>
        Choose(arm).Trainer(arm.Model, change is null ? arm.Training : change(arm.Training), arm.Engine.Device);

    /// <summary>
    /// Replaces <c>auto</c> by the engine it selects on this machine, so that the arm's identity names the engine that trains.
    /// </summary>
    /// <exception cref="InputException">The engine is not in this build, or cannot be used on this machine.</exception>
    public Arm Resolve(Arm arm) => arm.Options is { Model: NeuralModelOptions, Engine.Engine: "auto" } options
        ? arm with { Options = options with { Engine = options.Engine with { Engine = Choose(options).Name } } }
        : arm;
}
