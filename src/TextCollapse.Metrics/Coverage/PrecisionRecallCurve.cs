using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Coverage;

/// <summary>
/// Precision and recall of an evaluated distribution q against a reference p (Sajjadi et al. 2018): at slope λ precision is Σ min(λp, q)
/// and recall Σ min(p, q/λ). Low recall at high precision is mode collapse; the reverse is noise.
/// </summary>
/// <param name="F8">The largest F₈ on the curve: recall.</param>
/// <param name="F8th">The largest F₁⁄₈ on the curve: precision.</param>
/// <param name="MaxPrecision">The largest precision: q's mass on the types of p.</param>
/// <param name="MaxRecall">The largest recall: p's mass on the types of q.</param>
/// <param name="AtSlopeOne">Both at λ = 1: one minus the total variation.</param>
public sealed record PrecisionRecallCurve(Measurement F8, Measurement F8th, Measurement MaxPrecision, Measurement MaxRecall,
    Measurement AtSlopeOne)
{
    private const double EndOfAngles = 1e-10;

    /// <summary>The curve of n-grams that were counted jointly.</summary>
    public static PrecisionRecallCurve Of(JointSpectrum joint)
        => Between(Array.ConvertAll(joint.ReferenceCounts, count => (double)count),
            Array.ConvertAll(joint.TextCounts, count => (double)count));

    /// <summary>
    /// The curve at <paramref name="angles"/> slopes λ = tan(angle). <paramref name="reference"/> and <paramref name="evaluated"/> are
    /// shares or counts of the same types; O(K log K) time for K types.
    /// </summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static PrecisionRecallCurve Between(ReadOnlySpan<double> reference, ReadOnlySpan<double> evaluated, int angles = 1001)
    {
        if (reference.Length != evaluated.Length)
            throw new ArgumentException("Both sides must be over the same types.", nameof(evaluated));
        double n = 0, m = 0;
        for (var i = 0; i < reference.Length; i++)
            (n, m) = (n + reference[i], m + evaluated[i]);
        if (n == 0 || m == 0)
        {
            var undefined = Measurement.Undefined(n == 0 ? "the reference is empty" : "the evaluated side is empty");
            return new(undefined, undefined, undefined, undefined, undefined);
        }

        // min(λp, q) is q for all types up to q/p = λ in the order of q/p, λp for the others: two running sums give every λ.
        var ratios = new double[reference.Length];
        var order = new int[reference.Length];
        for (var i = 0; i < order.Length; i++)
            (ratios[i], order[i]) = (reference[i] == 0 ? double.PositiveInfinity : evaluated[i] / m / (reference[i] / n), i);
        Array.Sort(ratios, order);
        var below = new double[order.Length + 1];
        var above = new double[order.Length + 1];
        for (var i = 0; i < order.Length; i++)
            below[i + 1] = below[i] + evaluated[order[i]] / m;
        for (var i = order.Length - 1; i >= 0; i--)
            above[i] = above[i + 1] + reference[order[i]] / n;

        double PrecisionAt(double slope)
        {
            var position = Array.BinarySearch(ratios, slope);
            position = position < 0 ? ~position : position;
            return Math.Min(1, below[position] + slope * above[position]);
        }

        double f8 = 0, f8th = 0, maxPrecision = 0, maxRecall = 0;
        for (var k = 0; k < angles; k++)
        {
            var slope = Math.Tan(EndOfAngles + (Math.PI / 2 - 2 * EndOfAngles) * k / (angles - 1));
            var precision = PrecisionAt(slope);
            var recall = Math.Min(1, precision / slope);
            f8 = Math.Max(f8, F(precision, recall, 8));
            f8th = Math.Max(f8th, F(precision, recall, 1.0 / 8));
            maxPrecision = Math.Max(maxPrecision, precision);
            maxRecall = Math.Max(maxRecall, recall);
        }
        return new(f8, f8th, maxPrecision, maxRecall, PrecisionAt(1));
    }

    private static double F(double precision, double recall, double beta)
        => precision + recall == 0 ? 0 : (1 + beta * beta) * precision * recall / (beta * beta * precision + recall);
}
