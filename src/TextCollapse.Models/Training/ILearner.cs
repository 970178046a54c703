namespace TextCollapse.Models.Training;

/// <summary>A model being trained by some engine: what <see cref="TrainingLoop"/> needs of it.</summary>
public interface ILearner : IDisposable
{
    /// <summary>Engine and architecture in one line: what a checkpoint must agree with.</summary>
    string Description { get; }

    /// <summary>One optimizer step on a batch. Where the loss or the gradient is not finite, the weights stay as they were.</summary>
    StepResult Step(Batch batch, double learningRate);

    /// <summary>A model with a copy of the present weights.</summary>
    ILanguageModel ToModel();

    /// <summary>Adds weights, moments and everything else that later steps depend on.</summary>
    void Save(SafeTensors state);

    /// <summary>Goes back to a saved state.</summary>
    /// <exception cref="InputException">It belongs to something else.</exception>
    void Load(SafeTensors state);
}

/// <summary>What a step gave.</summary>
/// <param name="Loss">The mean objective over the predicted characters of the batch, nats.</param>
/// <param name="GradientNorm">The global Euclidean norm of its gradient before clipping.</param>
public readonly record struct StepResult(double Loss, double GradientNorm)
{
    /// <summary>True when neither overflowed.</summary>
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(GradientNorm);
}
