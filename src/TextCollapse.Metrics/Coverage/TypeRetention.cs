using System.Numerics;

namespace TextCollapse.Metrics.Coverage;

/// <summary>One band: reference types counted 2^<paramref name="Band"/> to 2^(<paramref name="Band"/>+1) − 1 times.</summary>
/// <param name="Band">k.</param>
/// <param name="Retained">How many of them occur in the generated text.</param>
/// <param name="Total">The number of types in the band.</param>
internal readonly record struct RetentionBand(int Band, long Retained, long Total)
{
    /// <summary>Retained/Total.</summary>
    public double Share => (double)Retained / Total;
}

/// <summary>
/// The retention of reference types in the generated text, by their frequency in the reference: the loss of the tail shows in the low bands
/// first. Reference and generated counts are over the same types in the same order.
/// </summary>
internal static class TypeRetention
{
    /// <summary>The non-empty bands, ascending.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static IReadOnlyList<RetentionBand> Bands(ReadOnlySpan<long> reference, ReadOnlySpan<long> generated)
    {
        RequireEqualLength(reference, generated);
        Span<long> total = stackalloc long[64];
        Span<long> retained = stackalloc long[64];
        for (var i = 0; i < reference.Length; i++)
        {
            if (reference[i] <= 0)
                continue;
            var band = BitOperations.Log2((ulong)reference[i]);
            total[band]++;
            retained[band] += generated[i] > 0 ? 1 : 0;
        }
        var bands = new List<RetentionBand>();
        for (var band = 0; band < 64; band++)
            if (total[band] > 0)
                bands.Add(new RetentionBand(band, retained[band], total[band]));
        return bands;
    }

    /// <summary>
    /// The share of each text that consists of the tail: types whose relative frequency in the reference is below <paramref name="theta"/>,
    /// including types that do not occur in it.
    /// </summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static (Measurement Reference, Measurement Generated) TailMass(ReadOnlySpan<long> reference, ReadOnlySpan<long> generated,
        double theta)
    {
        RequireEqualLength(reference, generated);
        double n = 0, m = 0, tailN = 0, tailM = 0;
        for (var i = 0; i < reference.Length; i++)
            (n, m) = (n + reference[i], m + generated[i]);
        if (n == 0)
            return (Measurement.Undefined("the reference is empty"), Measurement.Undefined("the reference is empty"));
        for (var i = 0; i < reference.Length; i++)
            if (reference[i] / n < theta)
                (tailN, tailM) = (tailN + reference[i], tailM + generated[i]);
        return (tailN / n, Measurement.Ratio(tailM, m, "the generated text is empty"));
    }

    private static void RequireEqualLength(ReadOnlySpan<long> reference, ReadOnlySpan<long> generated)
    {
        if (reference.Length != generated.Length)
            throw new ArgumentException("Both sides must count the same types.", nameof(generated));
    }
}
