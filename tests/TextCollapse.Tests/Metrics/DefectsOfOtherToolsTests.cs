using TextCollapse.Corpora;
using TextCollapse.Metrics.Compatibility;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.Loops;
using TextCollapse.Metrics.Model;

namespace TextCollapse.Tests.Metrics;

/// <summary>What tools in use get wrong, and we do not. (Those of formula metrics stand beside them.)</summary>
public class DefectsOfOtherToolsTests
{
    [Fact]
    public void Gzip_is_applied_once()
    {
        var text = new byte[1_000_000];
        Assert.InRange(CompressionRatio.Gzip(text).Value, 900, 1030); // twice would give thousands
    }

    [Fact]
    public void A_repeat_beyond_32_KiB_that_gzip_cannot_see_is_seen()
    {
        var random = new System.Random(5);
        var half = Enumerable.Range(0, 60_000).Select(_ => (ushort)random.Next(32, 96)).ToArray();
        ushort[] text = [.. half, .. half];
        var bytes = Array.ConvertAll(text, symbol => (byte)symbol);
        var once = CompressionRatio.Gzip(bytes.AsSpan(0, half.Length)).Value;
        Assert.Equal(once, CompressionRatio.Gzip(bytes).Value, 0.01 * once);
        Assert.True(CompressionRatio.Brotli(bytes).Value > 1.8 * CompressionRatio.Brotli(bytes.AsSpan(0, half.Length)).Value);
        Assert.Equal(1, RepeatedSubstrings.Of([Texts.OfSymbols(text)]).CoveredShare(100).Value);
    }

    [Fact]
    public void Disjoint_documents_are_not_homogeneous_and_one_document_is_undefined()
    {
        Assert.Equal(0, Homogenization.RougeL(["a b", "c d"]).Value);
        Assert.Equal(1, Homogenization.RougeL(["a b", "a b"]).Value);
        Assert.False(Homogenization.RougeL(["a b"]).IsDefined);
    }

    [Fact]
    public void Ngrams_of_each_order_stand_alone_and_never_cross_a_border()
    {
        var spectra = NgramSpectra.Of(Texts.Documents("ab", "ba"));
        Assert.Equal((2L, 2L), (spectra[2].Types, spectra[2].Tokens)); // joined, "bb" or "b b" would appear
        Assert.Equal(0, spectra[3].Tokens);
        Assert.Equal(1, spectra[2].TypeTokenRatio.Value);
    }

    [Fact]
    public void Self_repetition_is_linear_in_documents()
    {
        // 20,000 documents: all pairs would be 200 million comparisons of sets.
        var documents = Enumerable.Range(0, 20_000).Select(d => (IReadOnlyList<string>)["a", "b", "c", "d", $"{d}"]).ToList();
        Assert.Equal(Math.Log(20_000), SelfRepetition.Of(documents).Value, 9);
    }

    [Fact]
    public void Distinct_n_counts_types_not_hapaxes()
    {
        var spectrum = NgramSpectra.Of(Texts.Documents("abab"))[1];
        Assert.Equal(0.5, spectrum.TypeTokenRatio.Value);
        Assert.Equal(0, NgramColumns.HapaxRatio(spectrum).Value);
    }

    [Fact]
    public void Rep_n_counts_the_last_ngram_of_a_text()
    {
        var documents = Texts.Documents([["a", "b", "a", "b", "a", "b"]]);
        Assert.Equal(1 / 3.0, RepetitionRates.Repetition(documents, 4).Value, 12); // without it: 0
        Assert.Equal(0.6, RepetitionRates.Repetition(documents, 2).Value, 12);
    }

    [Fact]
    public void Self_BLEU_leaves_the_hypothesis_out_of_its_references()
        => Assert.Equal([0, 0], SelfBleu.PerDocument(Texts.Documents("abcd", "efgh"), 2)!); // with it: 1

    [Fact]
    public void Self_BLEU_takes_its_brevity_penalty_from_the_others()
    {
        var scores = SelfBleu.PerDocument(Texts.Documents("abc", "abcdefgh", "abcdefghi"), 2)!;
        Assert.Equal(Math.Exp(1 - 8 / 3.0), scores[0], 12); // with its own length among the references: 1
    }

    [Fact]
    public void Self_BLEU_is_the_same_on_every_run_and_thread_count()
    {
        var random = new System.Random(6);
        Document[] documents = [.. Enumerable.Range(0, 700).Select(_ => Texts.OfSymbols([.. Enumerable.Range(0, random.Next(40)).Select(_ => (ushort)random.Next(5))]))];
        var once = SelfBleu.PerDocument(documents);
        Assert.Equal(once, SelfBleu.PerDocument(documents, 4, 2));
        Assert.Equal(once, SelfBleu.PerDocument(documents, 4, 2));
    }

    [Fact]
    public void Perplexity_weighs_characters_alike_and_the_macro_mean_has_a_name_of_its_own()
    {
        var perplexity = Perplexity.Of([[.. Enumerable.Repeat(0.1, 999)], [10.0]]);
        Assert.Equal(Math.Exp((99.9 + 10) / 1000), perplexity.Micro.Value, 9);
        Assert.True(perplexity.MacroMean.Value > 10_000);
    }

    [Fact]
    public void Bits_per_byte_are_not_bits_per_character()
    {
        var size = TextSize.Of("日本語");
        Assert.Equal(3 * size.BitsPerByte(9).Value, size.BitsPerCharacter(9).Value, 12);
    }

    [Fact]
    public void Undefined_is_neither_0_nor_1_nor_infinite_nor_NaN_nor_an_exception()
    {
        Measurement[] all =
        [
            RepetitionRates.SequenceRepetition([Texts.OfSymbols(1)], 4), RepetitionRates.Diversity([]), DistinctNgrams.Of([], 1).Pooled, SelfBleu.Mean([Texts.OfSymbols(1, 2)]),
            CompressionRatio.Gzip([]), Perplexity.Of([]).Micro, SelfRepetition.Of([]), DuplicateDocuments.Share([]), new GopherRepetition("").Duplicated(2), Measurement.Of(double.NaN),
        ];
        Assert.All(all, one =>
        {
            Assert.False(one.IsDefined);
            Assert.NotEmpty(one.UndefinedBecause!);
            Assert.Throws<InvalidOperationException>(() => one.Value);
        });
    }

    [Fact]
    public void Self_BLEU_agrees_with_the_definition_pair_by_pair()
    {
        var random = new System.Random(8);
        Document[] documents = [.. Enumerable.Range(0, 40).Select(_ => Texts.OfSymbols([.. Enumerable.Range(0, random.Next(12)).Select(_ => (ushort)random.Next(3))]))];
        var scores = SelfBleu.PerDocument(documents, 3)!;
        for (var d = 0; d < documents.Length; d++)
            Assert.Equal(Plain(documents, d, 3), scores[d], 12);
    }

    private static double Plain(Document[] documents, int d, int longest)
    {
        var own = documents[d];
        var others = documents.Where((_, other) => other != d).ToList();
        var (sum, matched) = (0.0, false);
        for (var order = 1; order <= longest; order++)
        {
            var clipped = Counts(own, order).Sum(pair => Math.Min(pair.Value, others.Max(other => Counts(other, order).GetValueOrDefault(pair.Key))));
            matched |= order == 1 && clipped > 0;
            sum += Math.Log((clipped == 0 ? 0.1 : clipped) / Math.Max(1, own.Length - order + 1)) / longest;
        }
        var reference = others.Select(other => other.Length).OrderBy(length => (Math.Abs(length - own.Length), length)).First();
        return matched ? Math.Exp(sum) * (own.Length > reference ? 1 : Math.Exp(1 - (double)reference / own.Length)) : 0;
    }

    private static Dictionary<string, int> Counts(Document document, int order)
        => Enumerable.Range(0, Math.Max(0, document.Length - order + 1)).Select(i => Texts.Read(document.Symbols.Span.Slice(i, order))).CountBy(ngram => ngram).ToDictionary();
}
