using MathNet.Numerics.Distributions;

namespace TextCollapse.Metrics.Definitions;

/// <summary>
/// Least-squares fit of a + b·exp(−x/τ): the level a that a curve approaches, with its 95 % profile interval over all τ (Bates and
/// Watts 1988, §6.1). τ runs over a geometric grid from half a step to four times the range of x, refined about the best.
/// </summary>
/// <param name="Level">a.</param>
/// <param name="Lower">The lower end of its interval.</param>
/// <param name="Upper">The upper end.</param>
internal sealed record SaturationFit(double Level, double Lower, double Upper)
{
    private const double Confidence = 0.95;
    private const double Shortest = 0.5;
    private const int Scales = 60, Refinements = 60;

    private double _amplitude, _scale;

    /// <summary>The curve.</summary>
    public double At(double x) => Level + _amplitude * Math.Exp(-x / _scale);

    /// <summary>Fits at least four points of rising x.</summary>
    public static SaturationFit Of(double[] x, double[] y)
    {
        var longest = 4 * (x[^1] - x[0]);
        double[] scales = [.. Enumerable.Range(0, Scales).Select(i => Shortest * Math.Pow(longest / Shortest, i / (Scales - 1.0)))];
        var fits = scales.Select(scale => Linear(x, y, scale)).ToList();
        var at = fits.IndexOf(fits.MinBy(fit => fit.Squares));
        var (low, high) = (scales[Math.Max(0, at - 1)], scales[Math.Min(Scales - 1, at + 1)]);
        for (var step = 0; step < Refinements; step++)
        {
            var third = (high - low) / 3;
            if (Linear(x, y, low + third).Squares < Linear(x, y, high - third).Squares)
                high -= third;
            else
                low += third;
        }
        fits.Add(Linear(x, y, (low + high) / 2));
        var best = fits.MinBy(fit => fit.Squares);
        var freedom = x.Length - 3;
        var allowed = best.Squares * (1 + FisherSnedecor.InvCDF(1, freedom, Confidence) / freedom);
        var ends = fits.Where(fit => fit.Squares <= allowed)
            .Select(fit => (fit.Level, Half: Math.Sqrt((allowed - fit.Squares) * fit.Variance))).ToArray();
        return new(best.Level, ends.Min(end => end.Level - end.Half), ends.Max(end => end.Level + end.Half))
        {
            _amplitude = best.Amplitude,
            _scale = best.Scale,
        };
    }

    /// <summary>The fit for one τ, with the factor by which the variance of the residuals gives that of the level.</summary>
    private static (double Level, double Amplitude, double Scale, double Squares, double Variance) Linear(
        double[] x, double[] y, double scale)
    {
        double[] decay = [.. x.Select(at => Math.Exp(-at / scale))];
        double meanDecay = decay.Average(), mean = y.Average();
        var spread = decay.Sum(value => (value - meanDecay) * (value - meanDecay));
        var amplitude = decay.Zip(y, (value, at) => (value - meanDecay) * (at - mean)).Sum() / spread;
        var level = mean - amplitude * meanDecay;
        var squares = decay.Zip(y, (value, at) => Math.Pow(at - level - amplitude * value, 2)).Sum();
        return (level, amplitude, scale, squares, 1.0 / x.Length + meanDecay * meanDecay / spread);
    }
}
