using System.Globalization;

namespace TextCollapse.Models.Training;

/// <summary>Detects a diverged training early, before more time is spent on it.</summary>
internal static class Divergence
{
    // A uniform model has a loss of ln V; an average of three times that means confidently wrong predictions.
    private const double MaxLossFactor = 3;

    /// <exception cref="WorkFailedException">The loss or the gradient is not finite, or the loss has grown too large.</exception>
    internal static void Check(StepResult result, TrainingState before, TrainingOptions settings, TrainingTask task, int? savedStep)
    {
        var limit = MaxLossFactor * Math.Max(before.FirstLoss, Math.Log(Math.Max(2, task.Corpus.Alphabet.Size)));
        if (result.IsFinite && (before.Step < 20 || before.Loss <= limit))
            return;
        var what = result switch
        {
            _ when !double.IsFinite(result.Loss) => "the loss is not a finite number",
            { IsFinite: false } => "the gradient is not finite",
            _ => string.Create(CultureInfo.InvariantCulture, $"the loss rose to {before.Loss:F1} nats per character"),
        };
        var kept = savedStep is { } step ? $" The state of step {step} is kept in {task.CheckpointPath}." : "";
        var matrices = settings.Optimizer == OptimizerKind.Muon
            ? string.Create(CultureInfo.InvariantCulture, $"or training.matrix_learning_rate (now {settings.MatrixLearningRate:G4}), ")
            : "";
        throw new WorkFailedException(string.Create(CultureInfo.InvariantCulture,
            $"The training diverged at step {before.Step + 1}: {what}. Lower training.learning_rate (now {settings.PeakRate:G4}), "
                + $"{matrices}lengthen training.warmup or lower training.clip (now {settings.Clip:G4}).{kept}"));
    }
}
