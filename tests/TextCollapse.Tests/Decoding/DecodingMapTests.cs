using TextCollapse.Models.Decoding;

namespace TextCollapse.Tests.Decoding;

/// <summary>Decoding alone, without sampling noise: what a model fitted exactly to the decoded distribution becomes, generation by generation.</summary>
public class DecodingMapTests
{
    private static readonly double[] P = [.. Enumerable.Range(1, 12).Select(rank => 1.0 / rank / 3.1032106782106783)];

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.25)]
    public void Temperature_compounds(double temperature)
    {
        var p = P;
        for (var k = 1; k <= 6; k++)
        {
            p = Decoded(p, new() { Temperature = temperature });
            var expected = P.Select(x => Math.Pow(x, Math.Pow(temperature, -k))).ToArray();
            for (var i = 0; i < p.Length; i++)
                Assert.Equal(expected[i] / expected.Sum(), p[i], 1e-5);
        }
    }

    [Fact]
    public void Top_k_does_nothing_more_after_one_generation()
    {
        var once = Decoded(P, new() { TopK = 5 });
        Assert.Equal(5, once.Count(x => x > 0));
        var twice = Decoded(once, new() { TopK = 5 });
        for (var i = 0; i < once.Length; i++)
            Assert.Equal(once[i], twice[i], 1e-6);
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.8)]
    [InlineData(0.5)]
    public void Top_p_shrinks_the_support_until_its_last_rank_is_too_heavy(double share)
    {
        // K can be dropped while the others alone hold the share: p_K ≤ (1 − P) Σ_{i≤K} p_i.
        var last = P.Length;
        while (last > 1 && P[last - 1] <= (1 - share) * P[..last].Sum())
            last--;
        var p = P;
        var sizes = new List<int>();
        for (var k = 0; k < 20; k++)
            sizes.Add((p = Decoded(p, new() { TopP = share })).Count(x => x > 0));
        Assert.Equal(last, sizes[^1]);
        Assert.Equal(sizes.OrderDescending(), sizes);
    }

    private static double[] Decoded(double[] p, DecodingOptions settings)
    {
        var logits = p.Select(x => (float)Math.Log(x)).ToArray();
        foreach (var transform in NextCharacter.Transforms(settings, p.Length))
            transform.Apply(logits, []);
        var weights = logits.Select(x => Math.Exp(x)).ToArray();
        return [.. weights.Select(x => x / weights.Sum())];
    }
}
