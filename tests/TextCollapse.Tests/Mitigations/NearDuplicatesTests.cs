using TextCollapse.Corpora;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using static TextCollapse.Tests.Mitigations.Given;

namespace TextCollapse.Tests.Mitigations;

public sealed class NearDuplicatesTests
{
    [Fact]
    public void A_document_that_shares_most_of_its_n_grams_with_an_earlier_one_is_found()
    {
        var rule = new NearDuplicates(0.5, 4, 1);
        var (one, other) = (Synthetic.Documents[0], Synthetic.Documents[1]);
        var nearly = one with { Symbols = (ushort[])[.. one.Symbols.Span[..190], .. other.Symbols.Span[..10]] };
        Assert.Equal([2, 3], rule.Find([one, other, nearly, other]));
    }

    [Fact]
    public void Near_duplicates_are_written_again_and_the_rest_stands()
    {
        var writer = new Repeating(first: true);
        var text = new NearDuplicates(0.5, 4, 3).Around(writer).Generate(First, Task);
        Assert.Equal(5, text.Documents.Count);
        Assert.Equal(Task.Characters, text.Characters);
        Assert.Empty(new NearDuplicates(0.5, 4, 3).Find(text.Documents));
        Assert.Equal(2, writer.Calls);
    }

    [Fact]
    public void It_comes_to_an_end_where_every_draft_is_the_same()
    {
        var writer = new Repeating(first: false);
        new NearDuplicates(0.5, 4, 3).Around(writer).Generate(First, Task);
        Assert.Equal(1 + 3, writer.Calls);
    }

    private static GenerationTask Task => new() { Characters = 900, DocumentLength = DocumentLength, Random = Key, Provenance = Provenance.Synthetic(1, "x") };

    /// <summary>Writes one document again and again: at the first call alone, or always.</summary>
    private sealed class Repeating(bool first) : ITextWriter
    {
        public int Calls { get; private set; }

        public Corpus Generate(ILanguageModel model, GenerationTask task, CancellationToken cancellation)
        {
            var text = Writer.Generate(model, task, cancellation);
            Calls++;
            return first && Calls > 1 ? text : new Corpus(text.Alphabet, [.. text.Documents.Select(document => document with { Symbols = Synthetic.Documents[0].Symbols[..document.Length] })]);
        }
    }
}
