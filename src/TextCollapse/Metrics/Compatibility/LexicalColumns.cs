using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>The columns that others report of single symbols and small n-grams; redundant or misleading on characters.</summary>
public static class LexicalColumns
{
    /// <summary>Window of the moving type–token ratio, in symbols.</summary>
    public const int Window = 100;

    /// <summary>Measures documents read one after the other; <paramref name="alphabet"/> is the number of possible symbols.</summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Of(IReadOnlyList<Document> documents, NgramSpectra spectra, int alphabet)
    {
        var tokens = new int[documents.Sum(document => (long)document.Length)];
        var at = 0;
        foreach (var document in documents)
            foreach (var symbol in document.Symbols.Span)
                tokens[at++] = symbol;
        var closed = LexicalRichness.Of(spectra[1]);
        var heaps = HeapsLaw.Of(tokens, [.. Enumerable.Range(0, 31).Select(k => 1 << k)]);
        List<KeyValuePair<string, Measurement>> columns =
        [
            new("ttr", closed.TypeTokenRatio), new("rttr", closed.Root), new("cttr", closed.Corrected), new("herdan", closed.Herdan),
            new("summer", closed.Summer), new("dugast", closed.Dugast), new("maas", closed.Maas), new("yule_k", closed.YuleK), new("yule_i", closed.YuleI),
            new("herdan_vm", closed.HerdanVm), new("simpson_d", closed.SimpsonD), new("mattr", MovingTypeTokenRatio.Moving(tokens, Window)),
            new("msttr", MovingTypeTokenRatio.Segments(tokens, Window)), new("mtld", Mtld.AnyLength(tokens)), new("mtld_ten", Mtld.AtLeastTen(tokens)),
            new("hdd", HypergeometricDiversity.Of(spectra[1])), new("zipf", ZipfCoefficient.Of(spectra[1]).Coefficient), new("heaps", heaps.Exponent),
        ];
        for (var n = 1; n <= 4; n++)
            columns.Add(new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ead_{n}"),
                ExpectationAdjustedDistinct.Of(spectra[n].Types, Math.Pow(alphabet, n), spectra[n].Tokens)));
        return columns;
    }
}
