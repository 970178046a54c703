using System.Globalization;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Options;

namespace TextCollapse.Models.Training;

/// <summary>How a neural model is trained, whatever the model and the engine.</summary>
public sealed record TrainingOptions
{
    /// <summary>Optimizer steps; not used when <see cref="Epochs"/> is given.</summary>
    [Option("optimizer steps of each generation, the same in every arm", Min = 1, Max = 100_000_000)]
    public int Steps { get; init; } = 1500;

    /// <summary>How often the text is read on average, instead of <see cref="Steps"/>; null to count steps.</summary>
    [Option("passes over what is trained on, instead of steps", Min = 0, MinExcluded = true, Max = 100_000, Unset = "none")]
    public double? Epochs { get; init; }

    /// <summary>Windows of text per step.</summary>
    [Option("sequences per step", Min = 1, Max = 65_536)]
    public int Batch { get; init; } = 32;

    /// <summary>Characters per window: the length of back-propagation through time, and a transformer's context.</summary>
    [Option("characters per sequence; what a transformer sees at once", Min = 1, Max = 65_536)]
    public int Sequence { get; init; } = 64;

    /// <summary>What makes a step out of a gradient.</summary>
    [Option("muon: orthogonalised momentum for hidden matrices, AdamW for embedding, output layer and biases; adamw: AdamW for all")]
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Muon;

    /// <summary>The learning rate of AdamW after warm-up; null for 0.02 beside Muon and 0.002 where AdamW updates all weights.</summary>
    [Option("peak learning rate of AdamW; auto: 0.02 beside muon, 0.002 with adamw", Min = 0, MinExcluded = true, Max = 1e6)]
    public double? LearningRate { get; init; }

    /// <summary><see cref="LearningRate"/> as it is used.</summary>
    public double PeakRate => LearningRate ?? (Optimizer == OptimizerKind.Muon ? 2e-2 : 2e-3);

    /// <summary>The learning rate of Muon after warm-up; its schedule has the shape of that of <see cref="PeakRate"/>.</summary>
    [Option("peak learning rate of Muon, for hidden matrices", Min = 0, MinExcluded = true, Max = 1e6, When = nameof(Optimizer),
        Is = OptimizerKind.Muon)]
    public double MatrixLearningRate { get; init; } = 0.05;

    /// <summary>The floor of the cosine decay; null for a tenth of <see cref="PeakRate"/>, equal to it for a constant rate.</summary>
    [Option("where the cosine schedule ends; auto: a tenth of the learning rate", Min = 0, Max = 1e6)]
    public double? MinimumLearningRate { get; init; }

    /// <summary>Steps of linear warm-up; null for a tenth of all, at most 100.</summary>
    [Option("steps of linear warm-up; auto: a tenth of all, at most 100", Min = 0, Max = 1_000_000)]
    public int? Warmup { get; init; }

    /// <summary>Decoupled weight decay (Loshchilov and Hutter 2019); not applied to biases and normalisation gains.</summary>
    [Option("decoupled weight decay, not on biases and norms", Min = 0, Max = 1e6)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The share of activations dropped in training, 0 to below 1.</summary>
    [Option("share of activations dropped", Min = 0, Max = 1, MaxExcluded = true)]
    public double Dropout { get; init; }

    /// <summary>Adam's decay of the first moment.</summary>
    [Option("decay of AdamW's first moment", Min = 0, Max = 1, MaxExcluded = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Adam's decay of the second moment.</summary>
    [Option("decay of AdamW's second moment", Min = 0, Max = 1, MaxExcluded = true)]
    public double Beta2 { get; init; } = 0.99;

    /// <summary>The largest global Euclidean norm of a gradient; 0 for no clipping.</summary>
    [Option("largest global norm of the gradient; 0: no clipping", Min = 0, Max = 1e9)]
    public double Clip { get; init; } = 1;

    /// <summary>
    /// Recurrent models only: windows follow each other and carry their state (truncated back-propagation), instead of starting at random
    /// places from zero.
    /// </summary>
    [Option("whether windows follow each other and carry the state of the network", Models = typeof(GruOptions))]
    public bool CarryState { get; init; }

    /// <summary>Steps between two looks at the validation text, where <see cref="Patience"/> asks for them.</summary>
    [Option("steps between two looks at the validation text", Min = 1, Max = 1_000_000)]
    public int EvaluateEvery { get; init; } = 100;

    /// <summary>Looks without improvement after which training stops; the best weights are kept. 0 for no early stopping.</summary>
    [Option("looks at validation text without improvement before training stops; 0: no early stopping", Min = 0, Max = 1_000_000)]
    public int Patience { get; init; }

    /// <summary>What each generation's model starts from.</summary>
    [Option("from new weights, those of the previous generation, or those of generation 0")]
    public TrainingStart Start { get; init; }

    /// <summary>What is minimised.</summary>
    public ILoss Loss { get; init; } = new CrossEntropy();

    /// <summary>
    /// ε of adversarial training, 0 for none: every step learns, in equal parts, from its windows as they are and with the embedding matrix
    /// E moved by ε ‖E‖ g/‖g‖, g the gradient of the loss with respect to it (Goodfellow et al. 2015; Miyato et al. 2017 for text). Takes
    /// twice the time.
    /// </summary>
    public double Adversarial { get; init; }

    /// <summary>
    /// How fast the text is opened up to a training that reads it in its order; null to draw windows from all of it. Not with
    /// <see cref="CarryState"/>.
    /// </summary>
    public Pace? Pace { get; init; }

    /// <summary>Muon's learning rate where AdamW's is <paramref name="learningRate"/>.</summary>
    public double MatrixRate(double learningRate) => MatrixLearningRate * (learningRate / PeakRate);

    /// <summary>The optimizer steps for a stream of this many symbols.</summary>
    public int StepsFor(long streamLength) => Epochs is { } epochs
        ? (int)Math.Clamp(Math.Ceiling(epochs * streamLength / ((double)Batch * Sequence)), 1, int.MaxValue)
        : Steps;

    /// <summary>Every number that changes the result, as one line in the invariant culture: for hashes and for the manifest.</summary>
    public string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"optimizer={KebabCase.Of(Optimizer)} steps={Steps} epochs={Epochs} batch={Batch} sequence={Sequence} "
            + $"learning_rate={PeakRate:R} matrix_learning_rate={MatrixLearningRate:R} "
            + $"minimum={MinimumLearningRate:R} warmup={Warmup} weight_decay={WeightDecay:R} dropout={Dropout:R} beta1={Beta1:R} "
            + $"beta2={Beta2:R} clip={Clip:R} carry={CarryState} evaluate_every={EvaluateEvery} patience={Patience} "
            + $"adversarial={Adversarial:R} pace={Pace} loss={Loss.Name}");

    /// <summary>Everything that is wrong with these options, each under <c>training.KEY</c>.</summary>
    public IEnumerable<Problem> Problems()
    {
        foreach (var problem in OptionSet.Check(this, "training"))
            yield return problem;
        if (MinimumLearningRate > PeakRate)
            yield return new("training.minimum_learning_rate",
                "is above training.learning_rate, from which the schedule comes down to it.");
        if (Adversarial is not (>= 0 and < 1e6))
            yield return new("training.adversarial", "must not be negative; 0 turns it off.");
        if (Pace is not (null or { First: > 0 and <= 1, Until: > 0 and <= 1 }))
            yield return new("training.pace", "opens a share above 0 to 1, by a share of the steps above 0 to 1.");
        if (Pace is not null && CarryState)
            yield return new("training.pace", "cannot be with carry_state, which reads the text from its beginning to its end.");
    }

    /// <summary>Finds every option that cannot be.</summary>
    /// <exception cref="InputException">With all of them, each under <c>training.KEY</c>.</exception>
    public void Check()
    {
        if (Problems().ToArray() is { Length: > 0 } problems)
            throw new InputException(problems);
    }
}
