using TextCollapse.Corpora;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.Models;

/// <summary>Trains one kind of model with fixed settings; called once per generation.</summary>
public interface ILanguageModelTrainer
{
    /// <summary>Trains a model. The result does not depend on <see cref="TrainingTask.Threads"/>.</summary>
    /// <exception cref="WorkFailedException">The training diverged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled. With a checkpoint path the state was saved, and the same call resumes from
    /// it.</exception>
    TrainingResult Train(TrainingTask task, CancellationToken cancellation = default);
}

/// <summary>The input of a trainer.</summary>
public sealed record TrainingTask
{
    /// <summary>The training text.</summary>
    public required Corpus Corpus { get; init; }

    /// <summary>Real text for early stopping; never trained on. May be empty.</summary>
    public required Corpus Validation { get; init; }

    /// <summary>The random key of initial weights, batches and dropout.</summary>
    public required RandomKey Random { get; init; }

    /// <summary>The model to start from (<c>start: previous</c> or <c>base</c>), or null to start from scratch.</summary>
    public ILanguageModel? Start { get; init; }

    /// <summary>The number of threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The path of the checkpoint of an interrupted training, or null.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Receives progress from time to time; may be null.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>
    /// Shown a neural model after every <c>training.evaluate_every</c> steps and after the last, with the number of steps; false ends the
    /// training there. May be null.
    /// </summary>
    public Func<int, ILearner, bool>? Watch { get; init; }
}

/// <summary>The progress of a training.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Steps">Total optimizer steps.</param>
/// <param name="Loss">Recent mean training loss, nats per character.</param>
public readonly record struct TrainingProgress(int Step, int Steps, double Loss);

/// <summary>The result of a training.</summary>
/// <param name="Model">The trained model.</param>
/// <param name="Steps">Optimizer steps done; 0 for n-gram models.</param>
/// <param name="CharactersRead">Characters trained on, counted once per use.</param>
/// <param name="TrainingLoss">Mean training loss at the end, nats per character; NaN if not measured.</param>
public sealed record TrainingResult(ILanguageModel Model, int Steps, long CharactersRead, double TrainingLoss);
