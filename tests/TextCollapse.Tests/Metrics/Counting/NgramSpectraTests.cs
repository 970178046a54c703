using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Tests.Metrics.Counting;

public class NgramSpectraTests
{
    /// <summary>Counts strings in a dictionary: as plain as can be.</summary>
    private static Dictionary<string, long> Plain(IEnumerable<Document> documents, int order)
    {
        var counts = new Dictionary<string, long>();
        foreach (var document in documents)
            for (var i = 0; i + order <= document.Length; i++)
            {
                var ngram = Texts.Read(document.Symbols.Span.Slice(i, order));
                counts[ngram] = counts.GetValueOrDefault(ngram) + 1;
            }
        return counts;
    }

    private static void AgreesWithPlainCounts(Document[] documents)
    {
        NgramSpectra[] all = [NgramSpectra.Of(documents), NgramSpectra.Of(documents, 2), NamedSpectra.Count(documents)];
        var shorter = documents.Select(document => Texts.OfSymbols(document.Symbols[..Math.Max(0, document.Length - 1)].ToArray())).ToArray();
        for (var order = 1; order <= NgramSpectra.Orders; order++)
        {
            var classes = Classes(Plain(documents, order));
            var starting = Classes(Plain(shorter, order));
            foreach (var spectra in all)
            {
                Assert.Equal(classes, spectra[order].Classes);
                if (order < NgramSpectra.Orders)
                    Assert.Equal(starting, spectra.Starting(order).Classes);
            }
        }
    }

    private static List<FrequencyClass> Classes(Dictionary<string, long> counts)
        => [.. counts.Values.GroupBy(count => count).OrderBy(group => group.Key).Select(group => new FrequencyClass(group.Key, group.Count()))];

    [Property(MaxTest = 40)]
    public Property Every_order_agrees_with_plain_counts() => Prop.ForAll(
        (from symbols in Gen.Choose(1, 5)
         from texts in Gen.Choose(0, symbols).Select(symbol => (ushort)symbol).ArrayOf().ArrayOf()
         select texts).ToArbitrary(),
        texts => AgreesWithPlainCounts([.. texts.Select(text => Texts.OfSymbols(text))]));

    [Theory]
    [InlineData(255, 3000)]
    [InlineData(256, 3000)]
    [InlineData(60000, 5000)]
    public void Large_alphabets_agree_with_plain_counts(int symbols, int length)
    {
        var random = new System.Random(1);
        var text = Enumerable.Range(0, length).Select(i => (ushort)(i < symbols ? i : random.Next(symbols))).ToArray();
        AgreesWithPlainCounts([Texts.OfSymbols([.. text, .. text]), Texts.OfSymbols(text[..100])]);
    }

    [Fact]
    public void Long_texts_are_cut_among_threads_without_a_change()
    {
        var random = new System.Random(2);
        var text = Enumerable.Range(0, 70_000).Select(_ => (ushort)(Math.Sqrt(random.Next(400)))).ToArray();
        Document[] documents = [Texts.OfSymbols(text), Texts.OfSymbols(text[1000..20_000]), Texts.OfSymbols(1, 2, 3)];
        AgreesWithPlainCounts(documents);
    }

    [Fact]
    public void One_symbol_a_million_times_has_one_type_of_every_order()
    {
        var spectra = NgramSpectra.Of([Texts.OfSymbols(new ushort[1_000_000])], 2);
        for (var order = 1; order <= NgramSpectra.Orders; order++)
            Assert.Equal([new FrequencyClass(1_000_001 - order, 1)], spectra[order].Classes);
    }

    [Fact]
    public void Without_ngrams_ratios_and_entropies_are_undefined()
    {
        foreach (var documents in new Document[][] { [], [Texts.OfSymbols()], [Texts.OfSymbols(1)] })
        {
            var spectrum = NgramSpectra.Of(documents)[2];
            Assert.False(spectrum.TypeTokenRatio.IsDefined);
            Assert.False(spectrum.PlugInEntropy.IsDefined);
        }
    }
}
