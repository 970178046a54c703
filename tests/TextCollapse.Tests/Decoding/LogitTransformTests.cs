using FsCheck.Xunit;
using TextCollapse.Models.Decoding;

namespace TextCollapse.Tests.Decoding;

public class LogitTransformTests
{
    [Property(MaxTest = 200)]
    public void Temperature_raises_probabilities_to_its_reciprocal(int seed)
    {
        var (logits, p, random) = Row(seed);
        var temperature = 0.2 + 3 * random.NextDouble();
        AssertClose(Normalised(p.Select(x => Math.Pow(x, 1 / temperature))), Applied(new TemperatureScaling(temperature), logits), 1e-5);
    }

    [Property(MaxTest = 200)]
    public void Top_k_keeps_the_k_most_likely(int seed)
    {
        var (logits, p, random) = Row(seed);
        var k = 1 + random.Next(p.Length + 2);
        var kept = Ranked(p).Take(k).ToHashSet();
        AssertClose(Normalised(p.Select((x, i) => kept.Contains(i) ? x : 0)), Applied(new TopK(k, p.Length), logits), 1e-5);
    }

    [Property(MaxTest = 200)]
    public void Top_p_keeps_the_smallest_set_of_enough_probability(int seed)
    {
        var (logits, p, random) = Row(seed);
        var enough = 0.05 + 0.9 * random.NextDouble();
        var after = Applied(new Nucleus(enough, p.Length), logits);
        var kept = Enumerable.Range(0, p.Length).Where(i => after[i] > 0).ToArray();
        Assert.True(kept.Sum(i => p[i]) >= enough - 1e-5);
        Assert.True(kept.Sum(i => p[i]) - kept.Min(i => p[i]) < enough + 1e-5);
        Assert.Equal(Ranked(p).Take(kept.Length).Order(), kept);
        AssertClose(Normalised(p.Select((x, i) => after[i] > 0 ? x : 0)), after, 1e-5);
    }

    [Property(MaxTest = 200)]
    public void Min_p_keeps_what_is_likely_enough_beside_the_likeliest(int seed)
    {
        var (logits, p, random) = Row(seed);
        var m = 0.01 + 0.9 * random.NextDouble();
        AssertClose(Normalised(p.Select(x => x >= m * p.Max() ? x : 0)), Applied(new MinP(m), logits), 1e-5);
    }

    [Property(MaxTest = 200)]
    public void The_repetition_penalty_raises_the_probability_of_recent_characters_to_a_power(int seed)
    {
        var (logits, p, random) = Row(seed);
        var theta = 0.5 + 2 * random.NextDouble();
        var written = Enumerable.Range(0, 9).Select(_ => (ushort)random.Next(p.Length)).ToArray();
        var expected = Normalised(p.Select((x, i) => written[^4..].Contains((ushort)i) ? Math.Pow(x, theta) : x));
        AssertClose(expected, Applied(new RepetitionPenalty(theta, 4, p.Length), logits, written), 1e-5);
        AssertClose(expected, Applied(new RepetitionPenalty(theta, 4, p.Length), [.. logits.Select(x => x + 7)], written), 1e-5);
    }

    [Property(MaxTest = 100)]
    public void What_is_impossible_stays_impossible_and_something_stays_possible(int seed)
    {
        var (logits, p, random) = Row(seed);
        var settings = new DecodingOptions { Temperature = 0.7, TopK = 1 + random.Next(9), TopP = 0.8, MinP = 0.1, RepetitionPenalty = 1.3 };
        foreach (var transform in NextCharacter.Transforms(settings, p.Length))
            transform.Apply(logits, [0, 1, 0]);
        Assert.Contains(logits, float.IsFinite);
        for (var i = 0; i < p.Length; i++)
            Assert.True(p[i] > 0 || logits[i] == float.NegativeInfinity);
    }

    [Fact]
    public void Transforms_come_in_the_customary_order()
    {
        var all = new DecodingOptions { Temperature = 2, TopK = 2, TopP = 0.9, MinP = 0.1, RepetitionPenalty = 1.2 };
        Assert.Equal([typeof(RepetitionPenalty), typeof(TemperatureScaling), typeof(TopK), typeof(Nucleus), typeof(MinP)],
            NextCharacter.Transforms(all, 4).Select(transform => transform.GetType()));
        Assert.Empty(NextCharacter.Transforms(new DecodingOptions(), 4));
    }

    [Fact]
    public void A_reused_transform_remembers_nothing_of_other_rows()
    {
        var settings = new DecodingOptions { Temperature = 0.9, TopK = 7, TopP = 0.9, MinP = 0.02, RepetitionPenalty = 1.2 };
        var reused = NextCharacter.Transforms(settings, 20).ToArray();
        for (var seed = 0; seed < 50; seed++)
        {
            var (logits, _, _) = Row(seed, 20);
            var again = logits.ToArray();
            foreach (var transform in reused)
                transform.Apply(logits, [3, 4]);
            foreach (var transform in NextCharacter.Transforms(settings, 20))
                transform.Apply(again, [3, 4]);
            Assert.Equal(again, logits);
        }
    }

    /// <summary>A row with ties and impossible characters: logits up to a constant, and the probabilities they stand for.</summary>
    private static (float[] Logits, double[] P, Random Random) Row(int seed, int size = 0)
    {
        var random = new Random(seed);
        var logits = new float[size > 0 ? size : 2 + random.Next(70)];
        for (var i = 0; i < logits.Length; i++)
            logits[i] = i > 0 && random.Next(4) == 0 ? float.NegativeInfinity : random.Next(3) == 0 ? random.Next(-3, 3) : (float)(10 * random.NextDouble() - 5);
        return (logits, Normalised(logits.Select(x => Math.Exp(x))), random);
    }

    private static IEnumerable<int> Ranked(double[] p)
        => Enumerable.Range(0, p.Length).Where(i => p[i] > 0).OrderByDescending(i => p[i]).ThenBy(i => i);

    private static double[] Applied(ILogitTransform transform, float[] logits, ushort[]? written = null)
    {
        var row = logits.ToArray();
        transform.Apply(row, written ?? []);
        return Normalised(row.Select(x => Math.Exp(x)));
    }

    private static double[] Normalised(IEnumerable<double> weights)
    {
        var all = weights.ToArray();
        return [.. all.Select(x => x / all.Sum())];
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
