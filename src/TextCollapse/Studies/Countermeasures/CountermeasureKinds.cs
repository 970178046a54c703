using TextCollapse.Countermeasures;
using TextCollapse.Models.Training.Losses;
using static TextCollapse.Studies.SettingType;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>Every countermeasure in one table, in the order of the places of the loop: what is read, how it is learned, how it is drawn, when to step in.</summary>
public static class CountermeasureKinds
{
    private static readonly string[] Neural = ["gru", "transformer"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CountermeasureKind> All { get; } =
    [
        new("character-noise", "each character that is read is replaced, with this probability, by any other",
            [Share("rate", "0.02", "the probability")], knobs => new CharacterNoise(knobs.Real("rate"))),

        new("label-smoothing", "learns targets that give a little probability to every character",
            [Share("epsilon", "0.1", "the probability that is spread")], knobs => new TrainingLoss(new LabelSmoothing(knobs.Real("epsilon")))) { Models = Neural },
        new("confidence-penalty", "rewards the entropy of what is predicted",
            [Positive("beta", "0.1", "the weight of the entropy")], knobs => new TrainingLoss(new ConfidencePenalty(knobs.Real("beta")))) { Models = Neural },
        new("focal-loss", "learns less from what is predicted well",
            [Positive("gamma", "2", "the exponent")], knobs => new TrainingLoss(new FocalLoss(knobs.Real("gamma")))) { Models = Neural },
        new("unlikelihood", "learns not to repeat the characters just seen",
            [Positive("alpha", "1", "the weight"), new("length", Integer, "6", "characters looked back at") { Least = 1, Most = 64 }],
            knobs => new TrainingLoss(new Unlikelihood(knobs.Real("alpha"), knobs.Int("length")))) { Models = Neural },
        new("truncated-cross-entropy", "does not learn from characters already predicted above a probability",
            [Share("gamma", "0.9", "that probability")], knobs => new TrainingLoss(new TruncatedCrossEntropy(knobs.Real("gamma")))) { Models = Neural },

        new("accept", "a generation stands only if the metric is within a margin of the last that stands; else it is redrawn, then rolled back",
            [
                new("margin", Real, "0.01", "how much worse it may be, as a share") { Least = 0, Most = 1 },
                new("redraws", Integer, "2", "attempts after the first") { Least = 0, Most = 100 },
                new("metric", Text, "bpc_validation", "what is compared; lower is better"),
            ],
            knobs => new AcceptanceRule(knobs.Real("margin"), knobs.Int("redraws"), knobs["metric"])) { Check = NeedsValidation },
    ];

    private static readonly Dictionary<string, CountermeasureKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The countermeasure with this name, or null.</summary>
    public static CountermeasureKind? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<Problem> NeedsValidation(Settings settings, Knobs knobs)
    {
        if (knobs["metric"] == "bpc_validation" && settings.Int("corpus.validation") == 0)
            yield return new Problem("metric", "needs real validation text (the held-out text is what the run is judged by): set corpus.validation to some thousands of characters.");
    }

    private static SettingKey Share(string name, string value, string about) => new(name, Real, value, about) { Least = 0, Most = 1 };

    private static SettingKey Positive(string name, string value, string about) => new(name, Real, value, about) { Least = 0, AboveLeast = true, Most = 1e6 };
}
