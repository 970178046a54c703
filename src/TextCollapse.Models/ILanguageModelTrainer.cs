using TextCollapse.Corpora;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.Models;

/// <summary>Fits one kind of model with fixed settings; called once per generation.</summary>
public interface ILanguageModelTrainer
{
    /// <summary>Trains a model. The result does not depend on <see cref="TrainingTask.Threads"/>.</summary>
    /// <exception cref="WorkFailedException">The training diverged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; with a checkpoint path the state was saved and the same call goes on from
    /// there.</exception>
    TrainingResult Train(TrainingTask task, CancellationToken cancellation = default);
}

/// <summary>What a trainer is given.</summary>
public sealed record TrainingTask
{
    /// <summary>What to learn from.</summary>
    public required Corpus Corpus { get; init; }

    /// <summary>Real text for early stopping; never trained on. May be empty.</summary>
    public required Corpus Validation { get; init; }

    /// <summary>Fixes initial weights, the order of batches and dropout.</summary>
    public required RandomKey Random { get; init; }

    /// <summary>The model to start from (<c>start: previous</c> or <c>base</c>), or null to start from scratch.</summary>
    public ILanguageModel? Start { get; init; }

    /// <summary>Threads to use.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Where an interrupted training keeps its state, or null.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Told about progress now and then; may be null.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>
    /// Shown a neural model after every <c>training.evaluate_every</c> steps and after the last, with the number of steps; false ends the
    /// training there. May be null.
    /// </summary>
    public Func<int, ILearner, bool>? Watch { get; init; }
}

/// <summary>How far a training has come.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Steps">Optimizer steps in all.</param>
/// <param name="Loss">Mean training loss of late, nats per character.</param>
public readonly record struct TrainingProgress(int Step, int Steps, double Loss);

/// <summary>What a trainer gives back.</summary>
/// <param name="Model">The model.</param>
/// <param name="Steps">Optimizer steps made; 0 for models that only count.</param>
/// <param name="CharactersRead">Characters read, counted as often as they were read.</param>
/// <param name="TrainingLoss">Mean loss at the end on what was read, nats per character; NaN where it is not measured.</param>
public sealed record TrainingResult(ILanguageModel Model, int Steps, long CharactersRead, double TrainingLoss);
