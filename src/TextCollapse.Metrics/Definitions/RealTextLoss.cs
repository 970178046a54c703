using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Metrics.Definitions;

/// <summary>
/// Population risk as it can be measured: the loss on held-out real text of the generation's model, or, where only its text is known, of an
/// n-gram model trained on that text.
/// </summary>
internal static class RealTextLoss
{
    /// <summary>The column of a model trained on a generation's text.</summary>
    public const string OfTextColumn = "bpc_successor";

    private static readonly Symptom OfModel = new("loss on held-out real text", CollapseDirection.Raises, true, "bpc_real");

    private static readonly Symptom OfText = new("loss on held-out real text of an n-gram model trained on the text",
        CollapseDirection.Raises, true, OfTextColumn);

    /// <summary>Held-out real text that the model excludes; it is left out of the bits per character.</summary>
    public static Symptom Excluded { get; } = new("held-out real text with probability zero", CollapseDirection.Raises, true,
        "zero_probability_share")
    { Least = 0.01 };

    public const string Unit = "bits per character";

    public const string NotMeasured = "no loss on held-out real text was measured";

    /// <summary>The loss that an arm has.</summary>
    public static Symptom Of(ProfiledArm arm) => arm.At(0).Any(row => row[OfTextColumn].IsDefined) ? OfText : OfModel;

    /// <summary>The mean share of held-out real text that is excluded; 0 where it was not measured.</summary>
    public static double ExcludedShare(ProfiledArm arm, int generation) =>
        arm.At(generation).Select(row => Excluded.Read(row).OrNaN).Where(double.IsFinite).DefaultIfEmpty().Average();
}
