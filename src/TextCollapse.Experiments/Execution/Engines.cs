using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Training;

namespace TextCollapse.Experiments.Execution;

/// <summary>Who can train what on this machine: the managed engine always, others as the program registers them.</summary>
/// <param name="others">Engines that <c>auto</c> prefers, in this order, where they can be used.</param>
public sealed class Engines(params IReadOnlyList<IEngine> others)
{
    private const string UseManaged = "Use model.engine: managed, which trains the same models.";

    private static readonly ManagedEngine Managed = new();

    /// <summary>All engines of this build, usable or not.</summary>
    public IReadOnlyList<IEngine> All { get; } = [.. others, Managed];

    /// <summary>The engine that an arm's options come to.</summary>
    /// <exception cref="InputException">It is not in this build, or cannot be used on this machine.</exception>
    public IEngine Choose(ArmOptions arm)
    {
        if (arm.Model is not NeuralModelOptions)
            return Managed;
        var name = arm.Engine.Engine;
        if (name == "auto")
            return All.First(engine => engine.Unavailable is null);
        var chosen = All.FirstOrDefault(engine => engine.Name == name) ?? throw new InputException("model.engine",
            $"this build has no engine '{name}' (the package feed did not have its package when it was built, or it was switched off). "
                + $"{UseManaged}");
        return chosen.Unavailable is null ? chosen
            : throw new InputException("model.engine", $"the engine '{name}' cannot be used here: {chosen.Unavailable} {UseManaged}");
    }

    /// <summary>A trainer as the options ask for it.</summary>
    /// <param name="arm">The arm's options.</param>
    /// <param name="change">What mitigations make of the training options; null to leave them as they are.</param>
    /// <exception cref="InputException">An option cannot be, or the engine cannot be used.</exception>
    public ILanguageModelTrainer Trainer(ArmOptions arm, Func<TrainingOptions, TrainingOptions>? change = null) =>
        Choose(arm).Trainer(arm.Model, change is null ? arm.Training : change(arm.Training), arm.Engine.Device);

    /// <summary>
    /// The cell with the engine that <c>auto</c> selects here, so that its identity says who trains, however it was asked for.
    /// </summary>
    /// <exception cref="InputException">It is not in this build, or cannot be used on this machine.</exception>
    public Cell Resolve(Cell cell) => cell.Options is { Model: NeuralModelOptions, Engine.Engine: "auto" } options
        ? cell with { Options = options with { Engine = options.Engine with { Engine = Choose(options).Name } } }
        : cell;
}
