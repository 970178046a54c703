using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Tests.Metrics.Counting;

public class AlignedNgramsTests
{
    private static (long, long)[] Plain(Document[] reference, Document[] generated, int order)
    {
        IEnumerable<string> Grams(Document[] documents) => documents.SelectMany(document
            => Enumerable.Range(0, Math.Max(0, document.Length - order + 1)).Select(start => string.Join(',', document.Symbols.Slice(start, order).ToArray())));
        ILookup<string, string> a = Grams(reference).ToLookup(gram => gram), b = Grams(generated).ToLookup(gram => gram);
        return [.. a.Select(group => group.Key).Union(b.Select(group => group.Key)).Select(gram => ((long)a[gram].Count(), (long)b[gram].Count())).Order()];
    }

    private static (long, long)[] Counted(Document[] reference, Document[] generated, int order)
    {
        var (p, q) = AlignedNgrams.Of(reference, generated).Counts(order);
        return [.. p.Zip(q).Order()];
    }

    [Property]
    public Property Both_texts_are_counted_side_by_side()
        => Prop.ForAll(SmallTexts.Collection, SmallTexts.Collection, (a, b) => Enumerable.Range(1, 8).All(order
            => Plain(SmallTexts.Documents(a), SmallTexts.Documents(b), order).SequenceEqual(Counted(SmallTexts.Documents(a), SmallTexts.Documents(b), order))));

    [Fact]
    public void Large_alphabets_are_counted_the_same()
    {
        ushort[] many = [.. Enumerable.Range(0, 400).Select(i => (ushort)(i * 7 % 300))];
        Document[] a = [Texts.OfSymbols(many), Texts.OfSymbols(1, 2, 3)], b = [Texts.OfSymbols(many[50..90]), Texts.OfSymbols(3, 2, 1, 9)];
        for (var order = 1; order <= 8; order++)
            Assert.Equal(Plain(a, b, order), Counted(a, b, order));
    }

    [Fact]
    public void An_empty_side_has_zero_counts()
        => Assert.Equal([(1L, 0L), (2L, 0L)], Counted(Texts.Documents("aba"), [], 1));
}
