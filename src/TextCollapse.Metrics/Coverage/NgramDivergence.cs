namespace TextCollapse.Metrics.Coverage;

/// <summary>
/// The divergence of a generated distribution q from a reference distribution p, both given as counts of the same types in the same order.
/// In nats.
/// </summary>
/// <param name="KlPq">KL(p‖q), +∞ if q lacks a type of p.</param>
/// <param name="KlQp">KL(q‖p), +∞ if p lacks a type of q.</param>
/// <param name="JensenShannon">½KL(p‖m) + ½KL(q‖m), m = (p + q)/2; at most ln 2.</param>
/// <param name="TotalVariation">½ Σ |p − q|.</param>
/// <param name="Hellinger">√(½ Σ (√p − √q)²).</param>
/// <param name="SupportRecall">Share of the reference's types that were generated.</param>
/// <param name="SupportPrecision">Share of the generated types that occur in the reference.</param>
/// <param name="MassRecall">Reference probability of the types that were generated.</param>
/// <param name="MassPrecision">Generated probability of the types that occur in the reference.</param>
/// <param name="KlPqAddHalf">KL(p‖q) after adding ½ to the counts of every type that occurs in either (Krichevsky–Trofimov).</param>
/// <param name="KlQpAddHalf">KL(q‖p) likewise.</param>
public sealed record NgramDivergence(
    Measurement KlPq, Measurement KlQp, Measurement JensenShannon, Measurement TotalVariation, Measurement Hellinger,
        Measurement SupportRecall,
    Measurement SupportPrecision, Measurement MassRecall, Measurement MassPrecision, Measurement KlPqAddHalf, Measurement KlQpAddHalf)
{
    /// <summary>Compares counts of the same types; all values are undefined if one side has no observations.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static NgramDivergence Between(ReadOnlySpan<long> reference, ReadOnlySpan<long> generated)
    {
        if (reference.Length != generated.Length)
            throw new ArgumentException("Both sides must count the same types.", nameof(generated));
        double n = 0, m = 0, types = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            n += reference[i];
            m += generated[i];
            types += reference[i] > 0 || generated[i] > 0 ? 1 : 0;
        }
        if (n == 0 || m == 0)
        {
            var undefined = Measurement.Undefined(n == 0 ? "the reference has no n-grams" : "the generated text has no n-grams");
            return new(undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined,
                undefined);
        }
        double klPq = 0, klQp = 0, js = 0, tv = 0, hellinger = 0, inP = 0, inQ = 0, inBoth = 0, massRecall = 0, massPrecision = 0,
            halfPq = 0, halfQp = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            if (reference[i] == 0 && generated[i] == 0)
                continue;
            double p = reference[i] / n, q = generated[i] / m, middle = (p + q) / 2, root = Math.Sqrt(p) - Math.Sqrt(q);
            klPq += Term(p, q);
            klQp += Term(q, p);
            js += (Term(p, middle) + Term(q, middle)) / 2;
            tv += Math.Abs(p - q) / 2;
            hellinger += root * root / 2;
            inP += p > 0 ? 1 : 0;
            inQ += q > 0 ? 1 : 0;
            if (p > 0 && q > 0)
                (inBoth, massRecall, massPrecision) = (inBoth + 1, massRecall + p, massPrecision + q);
            double halfP = (reference[i] + 0.5) / (n + types / 2), halfQ = (generated[i] + 0.5) / (m + types / 2);
            halfPq += Term(halfP, halfQ);
            halfQp += Term(halfQ, halfP);
        }
        return new(Floor(klPq), Floor(klQp), Floor(js), Math.Min(1, tv), Math.Sqrt(Math.Min(1, hellinger)), inBoth / inP, inBoth / inQ,
            Math.Min(1, massRecall), Math.Min(1, massPrecision), Floor(halfPq), Floor(halfQp));
    }

    /// <summary>p ln(p/q); 0 for p = 0, +∞ for q = 0.</summary>
    internal static double Term(double p, double q)
    {
        if (p == 0)
            return 0;
        return q == 0 ? double.PositiveInfinity : p * Math.Log(p / q);
    }

    /// <summary>Removes negative rounding errors: a divergence is not negative.</summary>
    private static double Floor(double divergence) => Math.Max(0, divergence);
}
