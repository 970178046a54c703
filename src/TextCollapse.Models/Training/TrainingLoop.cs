using System.Diagnostics;

namespace TextCollapse.Models.Training;

/// <summary>
/// The training loop of all neural models and engines: batches, schedule, early stopping, progress, checkpoints, divergence.
/// </summary>
public static class TrainingLoop
{
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Trains until the last step or early stopping. The result depends on the settings and the task's key, not on interruptions.
    /// </summary>
    /// <param name="learner">A new learner; the caller disposes it.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="task">What to train on.</param>
    /// <param name="load">Loads a model saved by this engine.</param>
    /// <param name="cancellation">Saves the state and cancels.</param>
    /// <exception cref="WorkFailedException">The training diverged.</exception>
    public static TrainingResult Run(ILearner learner, TrainingOptions settings, TrainingTask task, Func<string, ILanguageModel> load,
        CancellationToken cancellation)
    {
        settings.Check();
        var source = new BatchSource(task.Corpus, settings, task.Random);
        var batch = source.CreateBatch();
        var steps = source.Steps;
        var schedule = LearningRateSchedule.Of(settings, steps);
        var stopping = new EarlyStopping(settings, task, load);
        var checkpoint = task.CheckpointPath is { } path ? new TrainingCheckpoint(path, learner, settings, task, stopping) : null;
        var state = checkpoint?.TryLoad() ?? default;
        long sinceCheckpoint = Stopwatch.GetTimestamp(), sinceReport = 0;
        while (state.Step < steps && !stopping.Stopped)
        {
            if (cancellation.IsCancellationRequested)
            {
                checkpoint?.Save(state);
                cancellation.ThrowIfCancellationRequested();
            }
            if (checkpoint is not null && Stopwatch.GetElapsedTime(sinceCheckpoint) > BetweenCheckpoints)
            {
                checkpoint.Save(state);
                sinceCheckpoint = Stopwatch.GetTimestamp();
            }

            source.Fill(batch, state.Step);
            var result = learner.Step(batch, schedule.At(state.Step));
            Divergence.Check(result, state, settings, task, checkpoint?.SavedStep);
            state = state.After(result);

            var isSeen = settings.EvaluateEvery > 0 && (state.Step % settings.EvaluateEvery == 0 || state.Step == steps);
            if (isSeen)
                stopping.Look(learner);
            if (task.Progress is not null && (Stopwatch.GetElapsedTime(sinceReport) > BetweenReports || state.Step == steps))
            {
                task.Progress.Report(new TrainingProgress(state.Step, steps, state.Loss));
                sinceReport = Stopwatch.GetTimestamp();
            }
            if (isSeen && task.Watch?.Invoke(state.Step, learner) == false)
                break;
        }
        var trained = new TrainingResult(stopping.Best ?? learner.ToModel(), state.Step,
            (long)state.Step * settings.Batch * settings.Sequence, state.Loss);
        checkpoint?.Delete();
        return trained;
    }
}
