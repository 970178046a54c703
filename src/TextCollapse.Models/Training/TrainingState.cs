namespace TextCollapse.Models.Training;

/// <summary>The progress of a training.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">The exponentially weighted mean of the losses so far.</param>
/// <param name="FirstLoss">The loss of the first step.</param>
internal readonly record struct TrainingState(int Step, double Loss, double FirstLoss)
{
    /// <summary>The state after one more step. The mean is over all steps at first and over about the last 50 later.</summary>
    internal TrainingState After(StepResult result)
    {
        var weight = Math.Max(1.0 / (Step + 1), 0.02);
        return new TrainingState(Step + 1, Loss + weight * (result.Loss - Loss), Step == 0 ? result.Loss : FirstLoss);
    }
}
