using System.Globalization;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.Definitions;

/// <summary>Definition 3.</summary>
internal sealed class DivergingRisk : CollapseDefinition
{
    /// <summary>Fewer generations than this show no asymptote.</summary>
    private const int FewestGenerations = 20;

    private const double Level = 0.05;

    public override string Name => "asymptotically diverging risk";

    public override string Test => "In the second half of at least 20 generations the loss on held-out real text still rises (the "
        + "interval of the slopes lies above zero; of one seed, Mann–Kendall at 5 %) by more than the noise floor, and a linear or "
        + "logarithmic curve through the first two thirds predicts the last third better than one that saturates.";

    internal override DefinitionReading Read(ProfiledArm arm)
    {
        var loss = RealTextLoss.Of(arm);
        var curve = arm.Means(loss);
        if (!double.IsFinite(curve[^1]))
            return NotAsked(RealTextLoss.NotMeasured);
        if (arm.Last < FewestGenerations)
            return Undecided(string.Create(CultureInfo.InvariantCulture,
                $"{arm.Last} generations show no asymptote; {FewestGenerations} are needed"));
        if (!curve.All(double.IsFinite))
            return Undecided("the loss is undefined in some generation");
        var half = arm.Last / 2;
        double[][] late =
        [
            .. arm.At(arm.Last).Select(row => Enumerable.Range(half, arm.Last - half + 1)
                .Select(generation => arm.Value(loss, row.Seed, generation)).ToArray())
                .Where(series => series.All(double.IsFinite)),
        ];
        if (late.Length == 0)
            return Undecided("no seed has all late generations");
        var slopes = SeedInterval.Student([.. late.Select(series => TheilSen.Slope(series).Value)]);
        var rise = MeasuredChange.Between(loss, arm, FormattableString.Invariant($"generation {half}"), arm.Last,
            arm.At(half).ToDictionary(row => row.Seed, loss.Read))!;
        var rises = slopes.Mean.Value > 0 && rise.Mark() == ProfileMark.Yes && (late.Length > 1 ? slopes.Lower.Value > 0
            : MannKendall.Of(late[0]).NormalP.OrNaN < Level);
        var (growth, saturation) = PredictionErrors(curve);
        var mark = rises && growth < saturation ? ProfileMark.Yes : ProfileMark.No;
        return new(this, mark, string.Create(CultureInfo.InvariantCulture,
            $"late slope {slopes.Mean.Value:+0.#####;−0.#####;0} per generation, {rise.Evidence}; ")
            + string.Create(CultureInfo.InvariantCulture,
                $"the last third is missed by {growth:0.####} by growth and by {saturation:0.####} by saturation"))
        {
            Effect = slopes,
            Unit = "bits per character and generation",
            Reference = "its own first half",
            Sensitivity = $"the late rise alone {(rises ? "yes" : "no")}, the shape alone {(growth < saturation ? "yes" : "no")}",
        };
    }

    /// <summary>
    /// Root mean square errors on the last third of a curve that was fitted to the first two: the better of a linear and a logarithmic one,
    /// and a saturating one.
    /// </summary>
    private static (double Growth, double Saturation) PredictionErrors(double[] curve)
    {
        var known = 2 * curve.Length / 3;
        double[] x = [.. Enumerable.Range(1, curve.Length).Select(generation => (double)generation)];
        var saturating = SaturationFit.Of(x[..known], curve[..known]);
        return (Math.Min(Error(Line(generation => generation)), Error(Line(Math.Log))), Error(saturating.At));

        Func<double, double> Line(Func<double, double> scale)
        {
            var (intercept, slope) = MathNet.Numerics.Fit.Line([.. x[..known].Select(scale)], curve[..known]);
            return generation => intercept + slope * scale(generation);
        }

        double Error(Func<double, double> predict) =>
            Math.Sqrt(Enumerable.Range(known, curve.Length - known).Average(i => Math.Pow(predict(x[i]) - curve[i], 2)));
    }
}
