using System.Globalization;
using TextCollapse.Models.Training.Losses;

namespace TextCollapse.Models.Training;

/// <summary>How a neural model is trained, whatever the model and the engine.</summary>
public sealed record TrainingSettings
{
    /// <summary>Optimizer steps; not used when <see cref="Epochs"/> is given.</summary>
    public int Steps { get; init; } = 1500;

    /// <summary>How often the text is read on average, instead of <see cref="Steps"/>; null to count steps.</summary>
    public double? Epochs { get; init; }

    /// <summary>Windows of text per step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Characters per window: the length of back-propagation through time, and a transformer's context.</summary>
    public int Sequence { get; init; } = 64;

    /// <summary>The learning rate after warm-up.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>The floor of the cosine decay; null for a tenth of <see cref="LearningRate"/>, equal to it for a constant rate.</summary>
    public double? MinimumLearningRate { get; init; }

    /// <summary>Steps of linear warm-up; null for a tenth of all, at most 100.</summary>
    public int? Warmup { get; init; }

    /// <summary>Decoupled weight decay (Loshchilov and Hutter 2019); not applied to biases and normalisation gains.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The share of activations dropped in training, 0 to below 1.</summary>
    public double Dropout { get; init; }

    /// <summary>Adam's decay of the first moment.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Adam's decay of the second moment.</summary>
    public double Beta2 { get; init; } = 0.99;

    /// <summary>The largest global Euclidean norm of a gradient; 0 for no clipping.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>Recurrent models only: windows follow each other and carry their state (truncated back-propagation), instead of starting at random places from zero.</summary>
    public bool CarryState { get; init; }

    /// <summary>Steps between two looks at the validation text; 0 for never.</summary>
    public int EvaluateEvery { get; init; }

    /// <summary>Looks without improvement after which training stops; the best weights are kept. 0 for no early stopping.</summary>
    public int Patience { get; init; }

    /// <summary>What is minimised.</summary>
    public ILoss Loss { get; init; } = new CrossEntropy();

    /// <summary>
    /// ε of adversarial training, 0 for none: every step learns, in equal parts, from its windows as they are and with the embedding matrix E moved by
    /// ε ‖E‖ g/‖g‖, g the gradient of the loss with respect to it (Goodfellow et al. 2015; Miyato et al. 2017 for text). Takes twice the time.
    /// </summary>
    public double Adversarial { get; init; }

    /// <summary>How fast the text is opened up to a training that reads it in its order; null to draw windows from all of it. Not with <see cref="CarryState"/>.</summary>
    public Pace? Pace { get; init; }

    /// <summary>The optimizer steps for a stream of this many symbols.</summary>
    public int StepsFor(long streamLength) => Epochs is { } epochs
        ? (int)Math.Clamp(Math.Ceiling(epochs * streamLength / ((double)Batch * Sequence)), 1, int.MaxValue)
        : Steps;

    /// <summary>Every number that changes the result, as one line in the invariant culture: for hashes and for the manifest.</summary>
    public string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"steps={Steps} epochs={Epochs} batch={Batch} sequence={Sequence} learning_rate={LearningRate:R} minimum={MinimumLearningRate:R} warmup={Warmup} weight_decay={WeightDecay:R} dropout={Dropout:R} beta1={Beta1:R} beta2={Beta2:R} clip={Clip:R} carry={CarryState} evaluate_every={EvaluateEvery} patience={Patience} adversarial={Adversarial:R} pace={Pace} loss={Loss.Name}");

    /// <summary>Finds every setting that cannot be.</summary>
    /// <exception cref="InputException">With all of them, each under <c>training.KEY</c>.</exception>
    public void Check()
    {
        var problems = new List<Problem>();
        void Require(bool fine, string key, string message)
        {
            if (!fine)
                problems.Add(new Problem($"training.{key}", message));
        }
        Require(Epochs is not null || Steps >= 1, "steps", $"is {Steps}; at least 1.");
        Require(Epochs is null or > 0 and < 1e9, "epochs", "must be above 0.");
        Require(Batch is >= 1 and <= 65536, "batch", $"is {Batch}; from 1 to 65536.");
        Require(Sequence is >= 1 and <= 65536, "sequence", $"is {Sequence}; from 1 to 65536.");
        Require(double.IsFinite(LearningRate) && LearningRate > 0, "learning_rate", "must be above 0.");
        Require(MinimumLearningRate is null || MinimumLearningRate >= 0 && MinimumLearningRate <= LearningRate, "minimum_learning_rate", "must be from 0 to learning_rate.");
        Require(Warmup is null or >= 0, "warmup", "must not be negative.");
        Require(WeightDecay is >= 0 and < 1e6, "weight_decay", "must not be negative.");
        Require(Dropout is >= 0 and < 1, "dropout", "must be from 0 to below 1.");
        Require(Beta1 is >= 0 and < 1, "beta1", "must be from 0 to below 1.");
        Require(Beta2 is >= 0 and < 1, "beta2", "must be from 0 to below 1.");
        Require(Clip is >= 0, "clip", "must not be negative; 0 turns it off.");
        Require(EvaluateEvery >= 0, "evaluate_every", "must not be negative; 0 for never.");
        Require(Patience >= 0 && (Patience == 0 || EvaluateEvery > 0), "patience", "must not be negative, and needs evaluate_every.");
        Require(Adversarial is >= 0 and < 1e6, "adversarial", "must not be negative; 0 turns it off.");
        Require(Pace is null or { First: > 0 and <= 1, Until: > 0 and <= 1 }, "pace", "opens a share above 0 to 1, by a share of the steps above 0 to 1.");
        Require(Pace is null || !CarryState, "pace", "cannot be with carry_state, which reads the text from its beginning to its end.");
        if (problems.Count > 0)
            throw new InputException(problems);
    }
}
