using MathNet.Numerics.Distributions;

namespace TextCollapse.Tests.Theory;

/// <summary>A finite distribution, carried through random steps by enumerating every outcome: expectations without simulation.</summary>
internal sealed class Law<T> where T : notnull
{
    private readonly Dictionary<T, double> _outcomes = [];

    public static Law<T> Certain(T outcome) => new() { _outcomes = { [outcome] = 1 } };

    public Law<TNext> Then<TNext>(Func<T, IEnumerable<(TNext Outcome, double Probability)>> step) where TNext : notnull
    {
        var next = new Law<TNext>();
        foreach (var (outcome, weight) in _outcomes)
            foreach (var (after, probability) in step(outcome))
                next._outcomes[after] = next._outcomes.GetValueOrDefault(after) + weight * probability;
        return next;
    }

    public double Mean(Func<T, double> value) => _outcomes.Sum(pair => pair.Value * value(pair.Key));
}

/// <summary>Steps of a two-type world, where a sample is the count of the first type.</summary>
internal static class TwoTypes
{
    public static IEnumerable<(int Count, double Probability)> Draws(int n, double p)
        => Enumerable.Range(0, n + 1).Select(k => (k, Binomial.PMF(Math.Clamp(p, 0, 1), n, k)));

    public static IEnumerable<(int Count, double Probability)> WithoutReplacement(int n, int pool, int first)
        => Enumerable.Range(0, n + 1).Where(k => k <= first && n - k <= pool - first).Select(k => (k, Hypergeometric.PMF(pool, first, n, k)));

    public static double SumOfSquares(double p) => p * p + (1 - p) * (1 - p);
}
