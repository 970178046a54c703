namespace TextCollapse.Models.Training;

/// <summary>A model in training by some engine, as <see cref="TrainingLoop"/> uses it.</summary>
public interface ILearner : IDisposable
{
    /// <summary>Engine and architecture in one line; a checkpoint must match it.</summary>
    string Description { get; }

    /// <summary>Runs one optimizer step on a batch. If the loss or the gradient is not finite, the weights stay unchanged.</summary>
    StepResult Step(Batch batch, double learningRate);

    /// <summary>Creates a model with a copy of the current weights.</summary>
    ILanguageModel ToModel();

    /// <summary>Saves weights, moments and everything else that later steps depend on.</summary>
    void Save(SafeTensors state);

    /// <summary>Restores a saved state.</summary>
    /// <exception cref="InputException">The state belongs to another training.</exception>
    void Load(SafeTensors state);
}

/// <summary>The result of a step.</summary>
/// <param name="Loss">The mean objective over the predicted characters of the batch, nats.</param>
/// <param name="GradientNorm">The global Euclidean norm of its gradient before clipping.</param>
public readonly record struct StepResult(double Loss, double GradientNorm)
{
    /// <summary>True if both are finite.</summary>
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(GradientNorm);
}
