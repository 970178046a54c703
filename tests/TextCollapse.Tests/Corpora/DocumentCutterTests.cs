using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Corpora;

namespace TextCollapse.Tests.Corpora;

public class DocumentCutterTests
{
    private static readonly Gen<string> Texts = Gen.Elements("a", "b", " ", "\n", "\n\n", "\f", "😀", "word ", "line\n").ArrayOf().Select(string.Concat);

    [Property]
    public Property Nothing_but_form_feeds_is_lost()
        => Prop.ForAll(Texts.ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (text, length)
            => string.Concat(DocumentCutter.Cut(text, length)) == text.Replace("\f", ""));

    [Property]
    public Property Documents_have_about_the_length_asked_for_and_hold_whole_characters()
        => Prop.ForAll(Texts.ToArbitrary(), Gen.Choose(2, 40).ToArbitrary(), (text, length) =>
        {
            var documents = DocumentCutter.Cut(text.Replace("\f", ""), length).ToArray();
            return documents.All(document => document.Length > 0 && document.Length <= length + Math.Max(1, length / 2) && !char.IsLowSurrogate(document[0]))
                && documents.SkipLast(1).All(document => document.Length >= length / 2);
        });

    [Fact]
    public void A_cut_prefers_the_end_of_a_paragraph_to_that_of_a_line_and_that_to_a_space()
    {
        Assert.Equal(["aaa\n\n", "b b\nb b b b"], DocumentCutter.Cut("aaa\n\nb b\nb b b b", 8).ToArray());
        Assert.Equal(["aa a aa\n", "b b b b b"], DocumentCutter.Cut("aa a aa\nb b b b b", 8).ToArray());
        Assert.Equal(["aaaa aaa ", "bbbb bbbbb"], DocumentCutter.Cut("aaaa aaa bbbb bbbbb", 8).ToArray());
        Assert.Equal(["aaaaaaaa", "bbbbbbb"], DocumentCutter.Cut("aaaaaaaabbbbbbb", 8).ToArray());
    }

    [Fact]
    public void A_blank_line_stays_with_the_paragraph_before_it()
        => Assert.Equal(["aaaaaa\n\n\n", "bbbbbb"], DocumentCutter.Cut("aaaaaa\n\n\nbbbbbb", 8).ToArray());

    [Fact]
    public void A_form_feed_ends_a_document() => Assert.Equal(["one", "two\n"], DocumentCutter.Cut("\fone\f\ftwo\n\f", 2000).ToArray());
}
