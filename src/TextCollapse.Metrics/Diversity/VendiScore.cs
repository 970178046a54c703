using MathNet.Numerics.LinearAlgebra;

namespace TextCollapse.Metrics.Diversity;

/// <summary>
/// Vendi score: the effective number of different documents, the Hill number of order q of the eigenvalues of K/n, K a similarity matrix
/// with ones on its diagonal (Friedman and Dieng 2023; orders: Pasarkar and Dieng 2024). Here K is the cosine of character n-gram counts,
/// averaged over n = 1 … 3; a document too short for any n-gram has similarity 1 with other such documents and 0 with all others.
/// </summary>
internal static class VendiScore
{
    /// <summary>Eigenvalues below this share of the largest are rounding errors, not modes (order 0 would count them).</summary>
    private const double Rounding = 1e-10;

    /// <summary>The score of order <paramref name="q"/> of texts; cubic in their number.</summary>
    public static Measurement OfTexts(IReadOnlyList<string> texts, double q, int longest = 3) =>
        OfSimilarities(Similarities(texts, longest), q);

    /// <summary>The score of order <paramref name="q"/> ≥ 0 of a symmetric matrix of similarities with ones on its diagonal.</summary>
    public static Measurement OfSimilarities(double[,] similarities, double q)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(q);
        var n = similarities.GetLength(0);
        if (n == 0)
            return Measurement.Undefined("there are no documents");
        var values = Matrix<double>.Build.DenseOfArray(similarities).Divide(n)
            .Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).ToArray();
        var largest = values.Max();
        var shares = values.Where(value => value > Rounding * largest).ToArray();
        return q switch
        {
            0 => shares.Length,
            1 => Math.Exp(-shares.Sum(share => share * Math.Log(share))),
            double.PositiveInfinity => 1 / largest,
            _ => Math.Pow(shares.Sum(share => Math.Pow(share, q)), 1 / (1 - q)),
        };
    }

    /// <summary>The similarity matrix: cosine of character n-gram counts, averaged over n = 1 … <paramref name="longest"/>.</summary>
    public static double[,] Similarities(IReadOnlyList<string> texts, int longest = 3)
    {
        var matrix = new double[texts.Count, texts.Count];
        for (var n = 1; n <= longest; n++)
        {
            var profiles = texts.Select(text => Profile(text, n)).ToArray();
            for (var i = 0; i < profiles.Length; i++)
            {
                matrix[i, i] = 1;
                for (var j = 0; j < i; j++)
                    matrix[j, i] = matrix[i, j] += Cosine(profiles[i], profiles[j]) / longest;
            }
        }
        return matrix;
    }

    private static Dictionary<string, double> Profile(string text, int n)
    {
        var characters = text.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        var counts = new Dictionary<string, double>();
        for (var start = 0; start + n <= characters.Length; start++)
        {
            var gram = string.Concat(characters.AsSpan(start, n));
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }
        if (counts.Count == 0)
            counts.Add("", 1);
        var norm = Math.Sqrt(counts.Values.Sum(count => count * count));
        return counts.ToDictionary(entry => entry.Key, entry => entry.Value / norm);
    }

    private static double Cosine(Dictionary<string, double> a, Dictionary<string, double> b)
        => a.Sum(entry => entry.Value * b.GetValueOrDefault(entry.Key));
}
