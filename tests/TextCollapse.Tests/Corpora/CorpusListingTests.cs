using TextCollapse.Corpora;

namespace TextCollapse.Tests.Corpora;

public class CorpusListingTests
{
    [Fact]
    public void Every_listed_source_without_a_placeholder_is_one()
    {
        var nowhere = new TextCache(Path.Combine(Path.GetTempPath(), "textcollapse-nowhere"));
        var all = CorpusListing.All(nowhere);
        foreach (var listing in all.Where(listing => !listing.Name.Any(char.IsUpper)))
            Assert.Equal(listing.Name, TextSource.Parse(listing.Name).Name);
        Assert.All(all, listing => Assert.Equal(listing.Bytes is null, listing.IsHere));
    }

    [Theory]
    [InlineData("tiny-shakspeare", "Did you mean tiny-shakespeare?")]
    [InlineData("dotnet_docs", "Did you mean dotnet-docs?")]
    [InlineData("file:", "there is no source 'file:'")]
    [InlineData("", "Sources: dotnet-docs, grammar:stories, grammar:PATH.txt, zipf:TYPES,EXPONENT, glyphs:, maze:, file:PATH, tiny-shakespeare")]
    public void An_unknown_source_is_reported_with_the_nearest_and_all(string name, string message)
        => Assert.Contains(message, Assert.Throws<InputException>(() => TextSource.Parse(name)).Message);

    [Fact]
    public void A_preview_shows_documents_and_what_is_known_of_the_law()
    {
        var law = CorpusPreview.Of(TextSource.Parse("zipf:4,0"), 3, 50);
        Assert.Equal((null, 4, 3), (law.Documents, law.Alphabet.Size, law.First.Count));
        Assert.Equal(Math.Log(4), law.EntropyPerCharacter!.Value, 1e-12);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "one\n\ntwo\n\n😀!\n");
            var text = CorpusPreview.Of(new FileText(path), 2, 5);
            Assert.Equal((3, 13L, "one\n\n"), (text.Documents, text.Characters, text.First[0]));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
