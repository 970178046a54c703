using TextCollapse.Countermeasures;
using TextCollapse.Models.Training.Losses;
using static TextCollapse.Studies.Countermeasures.KnobKeys;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>
/// Countermeasures that change how it is learned. Dropout, weight decay and early stopping on real text are keys of the section <c>training</c>.
/// </summary>
internal static class LearningKinds
{
    public static IReadOnlyList<CountermeasureKind> All { get; } =
    [
        new("label-smoothing", "learns targets that give a little probability to every character",
            [Share("epsilon", "0.1", "the probability that is spread")], knobs => new TrainingLoss(new LabelSmoothing(knobs.Real("epsilon")))) { Models = Neural },
        new("confidence-penalty", "rewards the entropy of what is predicted (also called entropy bonus)",
            [Positive("beta", "0.1", "the weight of the entropy")], knobs => new TrainingLoss(new ConfidencePenalty(knobs.Real("beta")))) { Models = Neural },
        new("focal-loss", "learns less from what is predicted well",
            [Positive("gamma", "2", "the exponent")], knobs => new TrainingLoss(new FocalLoss(knobs.Real("gamma")))) { Models = Neural },
        new("unlikelihood", "learns not to repeat the characters just seen",
            [Positive("alpha", "1", "the weight"), Whole("length", "6", 1, 64, "characters looked back at")],
            knobs => new TrainingLoss(new Unlikelihood(knobs.Real("alpha"), knobs.Int("length")))) { Models = Neural },
        new("truncated-cross-entropy", "does not learn from characters already predicted above a probability",
            [Share("gamma", "0.9", "that probability")], knobs => new TrainingLoss(new TruncatedCrossEntropy(knobs.Real("gamma")))) { Models = Neural },

        new("adversarial", "every step learns from its text and, in equal part, with embeddings moved to where its loss grows; reads no more, takes twice the time",
            [Positive("epsilon", "0.05", "the length of the move over that of the embedding")], knobs => new AdversarialTraining(knobs.Real("epsilon"))) { Models = Neural, Check = HasAnEmbedding },
        new("ensemble", "several models, each from its part of the documents and of the steps, and with its own random numbers; all together read as much as one",
            [
                Whole("models", "3", 2, 1000, "how many"),
                new("write", SettingType.Choice, "mixture", "the text is drawn from the mean of their distributions, or each writes its share of the documents") { Choices = ["mixture", "shares"] },
            ],
            knobs => new Ensemble(knobs.Int("models"), knobs["write"] == "shares")) { Check = NotLargerThanTheData },
    ];

    private static IEnumerable<Problem> HasAnEmbedding(Settings settings, Knobs knobs)
    {
        if (settings["model.kind"] == "transformer" && settings.Flag("model.tie_weights"))
            yield return new Problem("", "moves what is read, but with model.tie_weights that is the output layer too; set it to false.");
    }

    private static IEnumerable<Problem> NotLargerThanTheData(Settings settings, Knobs knobs)
    {
        var documents = (settings.Int("corpus.train") + settings.Int("corpus.document_length") - 1) / settings.Int("corpus.document_length");
        if (knobs.Int("models") > documents)
            yield return new Problem("models", $"is {knobs["models"]}, an ensemble larger than the data: a generation writes {documents} documents, and each model needs one of its own.");
        if (settings.Applies("training.steps") && settings.Real("training.epochs") == 0 && knobs.Int("models") > settings.Int("training.steps"))
            yield return new Problem("models", $"is {knobs["models"]}, more than there are training.steps to share.");
    }
}
