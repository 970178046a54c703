using TextCollapse.Corpora;

namespace TextCollapse.Tests.Corpora;

public class TextOverlapTests
{
    private static Corpus Text(int seed, params int[] lengths)
    {
        var random = new Random(seed);
        return new(Alphabet.Parse("abcdefgh"), [.. lengths.Select(length => new Document(Enumerable.Range(0, length).Select(_ => (ushort)random.Next(8)).ToArray(), Provenance.Real("test")))]);
    }

    private static Corpus Joined(params ReadOnlySpan<Document> documents)
        => new(Alphabet.Parse("abcdefgh"), [new Document(documents.ToArray().SelectMany(document => document.Symbols.ToArray()).ToArray(), Provenance.Real("test"))]);

    [Fact]
    public void Unrelated_texts_share_no_long_passage() => Assert.Equal(0, TextOverlap.Share(Text(1, 5000, 300), Text(2, 20_000)));

    [Fact]
    public void A_text_within_another_is_found_wherever_it_lies()
    {
        var (text, other) = (Text(1, 1000), Text(2, 777));
        Assert.Equal(1, TextOverlap.Share(text, text));
        Assert.Equal(1, TextOverlap.Share(text, Joined(other.Documents[0], text.Documents[0], other.Documents[0])));
        Assert.Equal(0.5, TextOverlap.Share(new(text.Alphabet, [.. text.Documents, .. Text(3, 1000).Documents]), Joined(other.Documents[0], text.Documents[0])));
    }

    [Fact]
    public void Texts_shorter_than_a_passage_have_no_share() => Assert.Equal(0, TextOverlap.Share(Text(1, 99), Text(1, 99)));
}
