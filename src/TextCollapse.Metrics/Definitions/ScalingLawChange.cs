using System.Globalization;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.Definitions;

/// <summary>Definition 4.</summary>
internal sealed class ScalingLawChange : CollapseDefinition
{
    private const int FewestSizes = 4;

    public override string Name => "change of the scaling law";

    public override string Test => "Over at least four sizes of the training text, the exponent of the loss on held-out real text (slope "
        + "of its logarithm on that of the size) at the last generation, less the one at generation 0, which is trained on real text "
        + "alone, has an interval over seeds without zero.";

    internal override DefinitionReading Read(ProfiledArm arm)
    {
        if (arm.Sizes.Count < FewestSizes)
            return NotAsked($"the study has fewer than {FewestSizes} sizes of the training text that differ in nothing else");
        var last = arm.Sizes.Min(size => size.Arm.Last);
        double[] differences =
        [
            .. arm.At(0).Select(row => Exponent(arm, row.Seed, last) - Exponent(arm, row.Seed, 0)).Where(double.IsFinite),
        ];
        if (differences.Length < 2)
            return Undecided("an exponent of one seed has no interval");
        var change = SeedInterval.Student(differences);
        static string Signed(Measurement value) => value.Value.ToString("+0.####;−0.####;0", CultureInfo.InvariantCulture);
        var mark = change.Lower.Value > 0 || change.Upper.Value < 0 ? ProfileMark.Yes : ProfileMark.No;
        return new(this, mark, $"exponent {Signed(change.Mean)} [{Signed(change.Lower)}, {Signed(change.Upper)}] "
            + string.Create(CultureInfo.InvariantCulture,
                $"at generation {last} against generation 0 over {arm.Sizes.Count} sizes, {CollapseSentences.Seeds(differences.Length)}"))
        {
            Effect = change,
            Unit = "exponent",
            Reference = "generation 0 at the same sizes",
            Sensitivity = "the exponent alone; a floor of the loss that changes shows in it too",
        };
    }

    private static double Exponent(ProfiledArm arm, long seed, int generation)
    {
        var loss = RealTextLoss.Of(arm);
        double[] bits =
        [
            .. arm.Sizes.Select(size => size.Arm.Value(loss, seed, generation)),
        ];
        return bits.All(value => value > 0)
            ? MathNet.Numerics.Fit.Line([.. arm.Sizes.Select(size => Math.Log(size.Characters))],
                [.. bits.Select(value => Math.Log(value))]).B
            : double.NaN;
    }
}
