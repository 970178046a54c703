using TextCollapse.Corpora;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Models.Ngram;

public class NgramModelTests
{
    [Fact]
    public void Order_one_maximum_likelihood_is_counts_over_n_exactly()
    {
        var corpus = NgramTexts.Corpus(5, [0, 1, 1, 2, 2, 2, 0], [1, 3, 2]);
        var model = NgramTexts.Train(corpus, new() { Order = 1, Smoothing = NgramSmoothing.MaximumLikelihood });
        Assert.Equal([0 - Math.Log(2 / 10.0), 0 - Math.Log(3 / 10.0), 0 - Math.Log(4 / 10.0), 0 - Math.Log(1 / 10.0), double.PositiveInfinity],
            model.Score([Doc(0, 1, 2, 3, 4)], 1)[0]);
    }

    [Fact]
    public void Maximum_likelihood_shortens_a_context_never_seen_and_gives_the_unseen_nothing()
    {
        var model = NgramTexts.Train(NgramTexts.Corpus(3, [0, 1, 0, 1, 2]), new() { Order = 3, Smoothing = NgramSmoothing.MaximumLikelihood });
        // No document begins with 1. What follows a first 1 is read from 1 alone: 0 or 2. After 1 2 and after 2 nothing was seen, so 0 has its relative
        // frequency 2/5; 2 0 was never seen, and after 0 came 1 always.
        Assert.Equal([double.PositiveInfinity, -Math.Log(1 / 2.0), -Math.Log(2 / 5.0), 0], model.Score([Doc(1, 2, 0, 1)], 1)[0]);
    }

    [Fact]
    public void No_n_gram_crosses_documents_and_each_begins_after_the_boundary()
    {
        var model = NgramTexts.Train(NgramTexts.Corpus(2, [0, 1], [0, 1], [1, 1]), new() { Order = 2, Smoothing = NgramSmoothing.MaximumLikelihood });
        Assert.Equal([-Math.Log(2 / 3.0), 0, 0], model.Score([Doc(0, 1, 1)], 1)[0]);
    }

    [Theory]
    [InlineData(NgramSmoothing.MaximumLikelihood, 9)]
    [InlineData(NgramSmoothing.AddAlpha, 4)]
    [InlineData(NgramSmoothing.WittenBell, 12)]
    [InlineData(NgramSmoothing.KneserNey, 6)]
    public void The_number_of_threads_changes_no_bit(NgramSmoothing smoothing, int order)
    {
        // Several shards, shards within one document and documents within one shard.
        var corpus = NgramTexts.Corpus(40, [NgramTexts.Text(40, 300_000, 1), .. Enumerable.Range(0, 300).Select(i => NgramTexts.Text(40, 70 * (i % 7), i))]);
        var settings = new NgramOptions { Order = order, Smoothing = smoothing };
        var (one, four) = (NgramTexts.Train(corpus, settings, 1), NgramTexts.Train(corpus, settings, 4));
        Assert.True(one.Table.Symbols.AsSpan().SequenceEqual(four.Table.Symbols));
        Assert.True(NgramTexts.Bytes(one.Table.Nodes).SequenceEqual(NgramTexts.Bytes(four.Table.Nodes)));
        Assert.True(NgramTexts.Bytes(one.Table.Contexts).SequenceEqual(NgramTexts.Bytes(four.Table.Contexts)));
        var (first, second) = (one.Score(corpus.Documents, 1), four.Score(corpus.Documents, 4));
        for (var i = 0; i < first.Length; i++)
            Assert.True(first[i].AsSpan().SequenceEqual(second[i]));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(40, 6)]
    [InlineData(254, 8)]
    public void Packed_and_wide_keys_give_the_same_trie(int alphabet, int order)
    {
        var corpus = NgramTexts.Corpus(alphabet, NgramTexts.Text(alphabet, 5000, 1), [], NgramTexts.Text(alphabet, 3, 2));
        var shape = GramShape.Of(order, alphabet);
        Assert.True(PackedGram.Fits(shape));
        var (packed, packedCounts) = NgramTrieBuilder.Build<PackedGram>(corpus, shape, 1, default);
        var (wide, wideCounts) = NgramTrieBuilder.Build<WideGram>(corpus, shape, 1, default);
        Assert.Equal(packed.Symbols, wide.Symbols);
        Assert.Equal(packed.Suffixes, wide.Suffixes);
        Assert.Equal(packed.FirstChildren, wide.FirstChildren);
        Assert.Equal(packedCounts, wideCounts);
    }

    [Fact]
    public void A_stream_can_be_copied()
    {
        var model = NgramTexts.Train(NgramTexts.Corpus(4, NgramTexts.Text(4, 300, 1)), new() { Order = 4 });
        using var continuation = model.Begin(2);
        continuation.Append([2, 1]);
        continuation.Append([3, 0]);
        continuation.Copy(0, 1);
        var rows = new float[8];
        continuation.Next(rows);
        Assert.Equal(rows[..4], rows[4..]);
    }

    private static Document Doc(params ushort[] symbols) => new(symbols, Provenance.Real("test"));
}
