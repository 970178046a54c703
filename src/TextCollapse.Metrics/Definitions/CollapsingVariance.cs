using System.Globalization;
using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Metrics.Definitions;

/// <summary>Definition 5.</summary>
internal sealed class CollapsingVariance : CollapseDefinition
{
    /// <summary>Fewer generations than this have no asymptote to speak of.</summary>
    private const int FewestGenerations = 8;

    /// <summary>Below this share of generation 0's value a quantity counts as zero.</summary>
    private const double Nothing = 0.02;

    private static readonly Symptom[] Quantities =
    [
        new("predictive entropy", CollapseDirection.Lowers, true, "predictive_entropy_held_out", "bpc_own"),
        new("logarithm of the effective number of 4-grams", CollapseDirection.Lowers, true, "hill_1_4")
        { Combine = values => Math.Log(values[0]) },
        new("spread between documents", CollapseDirection.Lowers, true, "bpc_gen0_document_99", "bpc_gen0_document_10")
        { Combine = values => values[0] - values[1] },
        new("spread between documents", CollapseDirection.Lowers, true, "bpc_reference_document_99", "bpc_reference_document_10")
        { Combine = values => values[0] - values[1] },
    ];

    public override string Name => "collapsing variance";

    public override string Test => "Predictive entropy, the logarithm of the effective number of 4-grams (Hill, order 1) and the spread "
        + "between documents all tend to zero over at least eight generations: each has fallen, and the interval of the level that an "
        + "exponential curve approaches includes zero and ends below half of generation 0's value. No where one of them keeps a level "
        + "above zero.";

    internal override DefinitionReading Read(ProfiledArm arm)
    {
        var read = Quantities.Select(quantity => Trend(quantity, arm)).OfType<(ProfileMark Mark, string Evidence)>().ToArray();
        if (read.Length < 2)
            return NotAsked("fewer than two of predictive entropy, effective number of n-grams and spread between documents were measured");
        return new(this, read.Select(one => one.Mark).All(), string.Join("; ", read.Select(one => one.Evidence)))
        {
            Reference = "generation 0",
            Sensitivity = $"{string.Join(", ", read.Select(one => one.Mark.Words()))} by quantity",
        };
    }

    private static (ProfileMark, string)? Trend(Symptom quantity, ProfiledArm arm)
    {
        var curve = arm.Means(quantity);
        if (!curve.All(double.IsFinite))
            return null;
        string Words(string what) => string.Create(CultureInfo.InvariantCulture,
            $"{quantity.Name} from {curve[0]:0.###} to {curve[^1]:0.###}, {what}");
        if (MeasuredChange.SinceFirst(quantity, arm, arm.Last)?.Mark() is null or ProfileMark.No)
            return (ProfileMark.No, Words("not fallen beyond the noise"));
        if (curve[^1] <= Nothing * curve[0])
            return (ProfileMark.Yes, Words("which is nothing"));
        if (arm.Last < FewestGenerations)
            return (ProfileMark.Undecided, Words(FormattableString.Invariant($"fewer than {FewestGenerations} generations")));
        var fit = SaturationFit.Of([.. Enumerable.Range(0, curve.Length).Select(generation => (double)generation)], curve);
        var words = Words(string.Create(CultureInfo.InvariantCulture,
            $"towards {fit.Level:0.###} [{fit.Lower:0.###}, {fit.Upper:0.###}]"));
        if (fit.Lower > Nothing * curve[0])
            return (ProfileMark.No, words);
        return (fit.Upper <= curve[0] / 2 ? ProfileMark.Yes : ProfileMark.Undecided, words);
    }
}
