using MathNet.Numerics;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// Classifier two-sample test (Lopez-Paz and Oquab 2017): a classifier that separates real from generated text on held-out, balanced
/// documents better than chance shows that they differ. Split by document and match lengths first, so that it cannot use those.
/// </summary>
/// <param name="Accuracy">k/n.</param>
/// <param name="Z">(accuracy − ½)/√(¼/n).</param>
/// <param name="NormalP">One-sided p of the normal approximation.</param>
/// <param name="ExactP">P(Bin(n, ½) ≥ k).</param>
public sealed record TwoSampleClassifierTest(Measurement Accuracy, Measurement Z, Measurement NormalP, Measurement ExactP)
{
    /// <summary>The test for <paramref name="correct"/> correct answers among <paramref name="trials"/>; undefined for no trials.</summary>
    public static TwoSampleClassifierTest Of(int correct, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(correct);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correct, trials);
        if (trials == 0)
        {
            var undefined = Measurement.Undefined("there are no held-out documents");
            return new(undefined, undefined, undefined, undefined);
        }
        var accuracy = (double)correct / trials;
        var z = (accuracy - 0.5) / Math.Sqrt(0.25 / trials);
        return new(accuracy, z, SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2,
            correct == 0 ? 1 : SpecialFunctions.BetaRegularized(correct, trials - correct + 1, 0.5));
    }
}
