namespace TextCollapse.Metrics.FailureModes;

/// <summary>A failure mode with its definition and the measurements that show it.</summary>
public sealed record FailureModeDefinition
{
    private FailureModeDefinition(FailureMode mode, string name, string definition, bool needsAll, params Symptom[] symptoms)
        => (Mode, Name, Definition, NeedsAll, Symptoms) = (mode, name, definition, needsAll, symptoms);

    /// <summary>The mode.</summary>
    public FailureMode Mode { get; }

    /// <summary>Its name in words.</summary>
    public string Name { get; }

    /// <summary>What it means, and the criterion for it to be present.</summary>
    public string Definition { get; }

    /// <summary>The columns that it is diagnosed from.</summary>
    public IEnumerable<string> Columns => Symptoms.SelectMany(symptom => symptom.Columns).Distinct();

    internal bool NeedsAll { get; }

    /// <summary>Whether only an arm with synthetic text can have it.</summary>
    internal bool NeedsSyntheticText => Mode == FailureMode.SyntheticOverfitting;

    internal IReadOnlyList<Symptom> Symptoms { get; }

    /// <summary>
    /// Models retrained on other text of the same kind are all about equally far from the first one, so a distance counts only if it is
    /// half as large again.
    /// </summary>
    private const double Retraining = 0.5;

    /// <summary>The six failure modes, in display order.</summary>
    public static IReadOnlyList<FailureModeDefinition> All { get; } =
    [
        new(FailureMode.AccumulatedError, "accumulated error and bias",
            "Held-out real text costs more bits per character than at generation 0. Supported by characters of probability zero, by "
                + "n-grams over- or under-used relative to it, by predictions that drift further than by the first retraining, "
                + "and by probes that drift.",
            false,
            new("bits per character of held-out real text", CollapseDirection.Raises, true, "bpc_real", "bpc_successor"),
            new("share of real characters with probability zero", CollapseDirection.Raises, false, "zero_probability_share"),
            new("Jensen–Shannon divergence of 4-grams from held-out real text", CollapseDirection.Raises, false,
                "jensen_shannon_held_out_4"),
            new("KL per character from the first model", CollapseDirection.Raises, false, "kl_gen0") { Since = 1,
                LeastShare = Retraining }),
        new(FailureMode.DiversityLoss, "loss of diversity",
            "At equal size the effective number of n-grams (Hill number of order 1) falls, or n-grams that are rare in the "
                + "reference are no longer generated. Supported by distinct n-grams and by the model's predictive entropy.",
            false,
            new("effective number of 4-grams (Hill, order 1)", CollapseDirection.Lowers, true, "hill_1_4", "entropy_chao_wang_jost_4",
                "entropy_4"),
            new("share of rare reference n-grams still generated", CollapseDirection.Lowers, true, "hapax_retention_held_out_5",
                "hapax_retention_5", "retention_1"),
            new("distinct 4-grams at equal size", CollapseDirection.Lowers, false, "rarefied_distinct_4", "distinct_4"),
            new("predictive entropy in bits", CollapseDirection.Lowers, false, "predictive_entropy_held_out")),
        new(FailureMode.FeedbackInstability, "feedback instability",
            "The spread between seeds grows beyond what equal variances allow (Pitman–Morgan test, paired by seed, against generation "
                + "0 and against the control arm if there is one; one-sided .05 over all generations of the chain), or two "
                + "chains that differ in one document of real text diverge further than by the first retraining "
                + "(study key metrics.twin).",
            false,
            new("spread between seeds of bits per character of real text", CollapseDirection.Raises, true, "bpc_real") { OfSpread = true },
            new("divergence of two chains that differ in one document", CollapseDirection.Raises, true, "twin_divergence") { Since = 1,
                LeastShare = Retraining },
            new("spread between seeds of distinct 4-grams", CollapseDirection.Raises, false, "rarefied_distinct_4",
                "distinct_4") { OfSpread = true }),
        new(FailureMode.ModeCollapse, "mode collapse",
            "Recall of held-out real text falls, and falls more than precision: the generated text is still good, but covers less. "
                + "Supported by the effective number of modes (Hill number of order 2).",
            true,
            new("PRD recall of 4-grams", CollapseDirection.Lowers, true, "prd_recall_held_out_4"),
            new("PRD recall minus precision of 4-grams", CollapseDirection.Lowers, true, "prd_recall_held_out_4",
                "prd_precision_held_out_4") { Combine = values => values[0] - values[1] },
            new("effective number of frequent 4-grams (Hill, order 2)", CollapseDirection.Lowers, false, "hill_2_4")),
        new(FailureMode.SyntheticOverfitting, "overfitting to synthetic text",
            "The gap between held-out real text and the model's own training text widens, or more of its text is copied from "
                + "earlier training text. Supported by fewer novel n-grams than in held-out real text.",
            false,
            new("bits per character of held-out real text minus those of the training text", CollapseDirection.Raises, true, "bpc_real",
                "bpc_train") { Combine = values => values[0] - values[1] },
            new("share of the text in spans of 50 characters copied from earlier training text", CollapseDirection.Raises, true,
                "copied_earlier_50") { Least = 0.01 },
            new("share of 8-grams not in earlier training text, minus that of held-out real text", CollapseDirection.Lowers, false,
                "novel_earlier_8", "novel_earlier_held_out_8") { Combine = values => values[0] - values[1] }),
        new(FailureMode.GroundTruthLoss, "loss of ground truth",
            "The model predicts its own text better and real text worse. Supported by text that the first model predicts better "
                + "than its own.",
            true,
            new("bits per character of its own text", CollapseDirection.Lowers, true, "bpc_own"),
            new("bits per character of held-out real text", CollapseDirection.Raises, true, "bpc_real"),
            new("bits per character of its text under the first model", CollapseDirection.Lowers, false, "bpc_gen0")),
    ];
}
