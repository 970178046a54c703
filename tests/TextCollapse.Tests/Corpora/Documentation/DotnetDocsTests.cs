using TextCollapse.Corpora;

namespace TextCollapse.Tests.Corpora.Documentation;

public sealed class DotnetDocsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textcollapse").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Text(string members)
    {
        File.WriteAllText(Path.Combine(_folder, "a.xml"), $"<?xml version=\"1.0\"?><doc><assembly><name>a</name></assembly><members>{members}</members></doc>");
        return string.Concat(new DotnetDocs(_folder).Read(1_000_000, 2000));
    }

    [Theory]
    [InlineData("M:System.Array.GetValue(System.Int32,System.Int32)", "GetValue")]
    [InlineData("T:System.Func`2", "Func")]
    [InlineData("M:System.Net.Cookie.#ctor(System.String)", "Cookie")]
    [InlineData("M:System.Array.Sort``1(``0[])", "Sort")]
    [InlineData("P:System.Collections.Generic.List{T}.Count", "Count")]
    [InlineData("null", "null")]
    public void A_reference_is_its_bare_name(string reference, string name) => Assert.Equal(name, DocumentationReader.BareName(reference).ToString());

    [Fact]
    public void References_become_names_and_white_space_one_space()
        => Assert.Equal("Reads a block of bytes from the Stream into value, in order.\n\n", Text("""
            <member name="M:A.B"><summary>Reads a block of
                bytes from the <see cref="T:System.IO.Stream" /> into <paramref name="value" />, in order.</summary></member>
            """));

    [Fact]
    public void Sentences_that_differ_only_in_names_digits_or_opening_verb_are_kept_once()
        => Assert.Equal("Gets the length of the longest line of the text. A second sentence that says something else.\n\n", Text("""
            <member name="T:A"><summary>Gets the length of the longest line of the text.</summary><returns>The length of the longest line of the text.</returns></member>
            <member name="M:A.B"><summary>Returns the length of the longest line of the text. A second sentence that says something else.</summary></member>
            <member name="M:A.C"><summary>Gets the length of the longest line of the text.</summary></member>
            """));

    [Fact]
    public void Each_type_begins_a_paragraph()
        => Assert.Equal("The first type is described here at length. One of its members does this and that.\n\nThe second type is described here too.\n\n", Text("""
            <member name="T:A"><summary>The first type is described here at length.</summary></member>
            <member name="M:A.B"><summary>One of its members does this and that.</summary></member>
            <member name="T:C"><summary>The second type is described here too.</summary></member>
            """));

    [Theory]
    [InlineData("Multiplies the values: __m128i _mm_mul_epi32 (__m128i a, __m128i b).")]
    [InlineData("Too short a text.")]
    [InlineData("A sentence that does not end with a full stop")]
    [InlineData("Die Größe des Puffers wird in Zeichen gezählt.")]
    public void What_is_no_clean_prose_is_left_out(string sentence)
        => Assert.Equal("This sentence alone is worth keeping here.\n\n", Text($"<member name=\"T:A\"><summary>{sentence}</summary></member><member name=\"T:B\"><summary>This sentence alone is worth keeping here.</summary></member>"));

    [Fact]
    public void No_opening_is_repeated_without_end()
    {
        var members = Enumerable.Range(0, 26 * 26).Select(i => $"<member name=\"P:A.P{i}\"><summary>Gets or sets the word {(char)('a' + i / 26)}{(char)('a' + i % 26)} of this test.</summary></member>");
        Assert.Equal(60, Text(string.Concat(members)).Split("Gets or sets the").Length - 1);
    }

    [Fact]
    public void A_broken_documentation_file_is_named()
        => Assert.Contains("a.xml: the documentation cannot be read", Assert.Throws<InputException>(() => Text("<member>")).Message);

    [Fact]
    public void The_newest_version_is_taken()
    {
        foreach (var version in new[] { "8.0.20", "10.0.1", "9.0.4", "junk" })
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, "packs", "Microsoft.NETCore.App.Ref", version, "ref", $"net{version[..^2]}")).FullName;
            File.WriteAllText(Path.Combine(folder, "a.xml"), "<doc/>");
        }
        Assert.EndsWith(Path.Combine("10.0.1", "ref", "net10.0"), DotnetPack.NewestIn(_folder));
        Assert.Null(DotnetPack.NewestIn(Path.Combine(_folder, "none")));
    }

    [Fact]
    public void This_machine_has_more_than_a_million_characters_of_plain_English_prose()
    {
        var texts = new DotnetDocs().Read(1_000_000, 2000);
        Assert.InRange(texts.Sum(text => (long)text.Length), 1_000_000, 20_000_000);
        Assert.InRange(Alphabet.Of(texts).Size, 60, 75);
        Assert.Equal(texts, new DotnetDocs().Read(1_000_000, 2000));
        var real = RealText.Prepare(TextSource.Parse("dotnet-docs"), new() { Train = 400_000, HeldOut = 50_000, Validation = 0 });
        Assert.Equal((400_000, 50_000), (real.Training.Characters, real.HeldOut.Characters + real.HeldOutOutside));
    }
}
