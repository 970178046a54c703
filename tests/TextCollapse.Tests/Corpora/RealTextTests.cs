using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Corpora;

namespace TextCollapse.Tests.Corpora;

public class RealTextTests
{
    private sealed class Found(params IEnumerable<string> documents) : IFoundText
    {
        public string Name => "file:found.txt";

        public IReadOnlyList<string> Read(long characters, int documentLength, CancellationToken cancellation) => [.. documents];
    }

    private static Found Numbered(int count) => new(Enumerable.Range(0, count).Select(i => $"{i:D10}"));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Texts(Corpus corpus) => [.. corpus.Documents.Select(document => corpus.Alphabet.Decode(document.Symbols.Span))];

    private static readonly Gen<string[]> Documents = Gen.Elements("a", "b", "cd", "é", "😀", "xyz").NonEmptyListOf().Select(string.Concat).ArrayOf(60);

    [Property]
    public Property Budgets_are_exact_or_the_source_is_too_short()
        => Prop.ForAll(Documents.ToArbitrary(), Gen.Choose(1, 200).ArrayOf(4).ToArbitrary(), Gen.Elements(TextSplit.Spread, TextSplit.Tail).ToArbitrary(), (documents, sizes, split) =>
        {
            RealText real;
            try
            {
                real = RealText.Prepare(new Found(documents), new() { Train = sizes[0], HeldOut = sizes[1], Validation = sizes[2], Reserve = sizes[3], Split = split, Seed = sizes[0] });
            }
            catch (InputException)
            {
                return documents.Distinct().Sum(d => TextLength.Of(d)) < sizes.Sum() + (4 * documents.Max(d => d.Length));
            }
            return real.Training.Characters == sizes[0] && real.HeldOut.Characters + real.HeldOutOutside == sizes[1]
                && real.Validation.Characters + real.ValidationOutside == sizes[2] && real.Reserve.Characters == sizes[3];
        });

    [Property]
    public Property No_document_is_on_two_sides_and_none_is_lost(int seed)
        => Prop.ForAll(Documents.ToArbitrary(), Gen.Elements(TextSplit.Spread, TextSplit.Tail).ToArbitrary(), (documents, split) =>
        {
            var distinct = documents.Distinct().ToArray();
            var real = RealText.Prepare(new Found([.. documents, "0123456789"]), new() { Train = 1, HeldOut = 1, Validation = 0, Split = split, Seed = seed });
            var whole = Texts(real.Reserve);
            return whole.Distinct().Count() == whole.Length && whole.Length == distinct.Length + 1 - 2 && real.DuplicateDocuments == documents.Length - distinct.Length;
        });

    [Fact]
    public void Held_out_and_training_documents_are_spread_evenly_over_the_text()
    {
        var real = RealText.Prepare(Numbered(1000), new() { Train = 4000, HeldOut = 1000, Validation = 1000 });
        foreach (var corpus in new[] { real.Training, real.HeldOut, real.Validation, real.Training.Take(1000) })
        {
            var tenths = Texts(corpus).CountBy(text => Number(text) / 100).ToDictionary();
            Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(tenths.GetValueOrDefault(tenth), corpus.Documents.Count / 10 - 5, corpus.Documents.Count / 10 + 5));
        }
    }

    [Fact]
    public void Every_document_is_held_out_about_equally_often()
    {
        var times = new int[100];
        for (var seed = 0; seed < 2000; seed++)
            foreach (var text in Texts(RealText.Prepare(Numbered(100), new() { Train = 500, HeldOut = 100, Seed = seed }).HeldOut))
                times[Number(text)]++;
        // Binomial(2000, 1/10): 200 ± 13.4, five deviations.
        Assert.All(times, count => Assert.InRange(count, 133, 267));
    }

    [Fact]
    public void The_held_out_text_does_not_depend_on_how_much_is_trained_on()
        => Assert.Equal(Texts(RealText.Prepare(Numbered(200), new() { Train = 100, HeldOut = 200, Seed = 7 }).HeldOut),
            Texts(RealText.Prepare(Numbered(200), new() { Train = 1500, HeldOut = 200, Seed = 7 }).HeldOut));

    [Fact]
    public void The_tail_is_held_out_where_a_study_asks_for_it()
    {
        var real = RealText.Prepare(Numbered(100), new() { Train = 895, HeldOut = 100, Validation = 0, Split = TextSplit.Tail });
        Assert.Equal(Enumerable.Range(90, 10), Texts(real.HeldOut).Select(Number));
        Assert.Equal(90, Texts(real.Training).Distinct().Count());
        Assert.All(Texts(real.Training)[..^1], text => Assert.InRange(Number(text), 0, 89));
        Assert.Equal(5, Texts(real.Training)[^1].Length);
        Assert.Equal(0, real.Reserve.Characters);
    }

    [Fact]
    public void What_is_not_the_tail_is_shuffled_by_seed_so_that_the_reserve_is_like_the_training_text()
    {
        RealText Of(long seed) => RealText.Prepare(Numbered(400),
            new() { Train = 1500, HeldOut = 500, Validation = 500, Split = TextSplit.Tail, Seed = seed });
        var (one, other) = (Of(1), Of(2));
        Assert.Equal(Texts(one.HeldOut), Texts(other.HeldOut));
        Assert.Equal(Texts(one.Validation), Texts(other.Validation));
        Assert.NotEqual(Texts(one.Training), Texts(other.Training));
        Assert.Equal(Texts(one.Training), Texts(Of(1).Training));
        // Documents 0 … 299 are dealt to both; in the order of the text the reserve's mean would be 225, the training text's 75.
        Assert.InRange(Texts(one.Reserve).Average(Number), 125, 175);
        Assert.InRange(Texts(one.Training).Average(Number), 125, 175);
    }

    [Fact]
    public void Without_sizes_four_fifths_are_trained_on_and_a_tenth_is_held_out()
    {
        var real = RealText.Prepare(Numbered(2000), new() { DocumentLength = 10 });
        Assert.Equal((16_000, 2000, 1970), (real.Training.Characters, real.HeldOut.Characters, real.Validation.Characters));
    }

    [Fact]
    public void Characters_that_the_training_text_lacks_are_dropped_and_counted()
    {
        var real = RealText.Prepare(new Found("aaaa", "abba", "aéa!"), new() { Train = 8, HeldOut = 4, Split = TextSplit.Tail });
        Assert.Equal("ab", real.Alphabet.ToString());
        Assert.Equal(("aa", 2), (Texts(real.HeldOut)[0], real.HeldOutOutside));
    }

    [Fact]
    public void Documents_know_that_they_are_real_and_where_they_are_from()
        => Assert.All(RealText.Prepare(Numbered(10), new() { Train = 50, HeldOut = 10 }).Training.Documents, document => Assert.Equal(Provenance.Real("file:found.txt"), document.Provenance));

    [Fact]
    public void A_source_too_short_says_what_it_has_and_a_size_that_works()
    {
        var message = Assert.Throws<InputException>(() => RealText.Prepare(Numbered(100), new() { Train = 1000, HeldOut = 100 })).Message;
        Assert.Contains("has 1,000 characters in 100 documents, too few for train 1,000 + held_out 100", message);
        Assert.Contains("Set corpus.train to 900 at most", message);
        Assert.Equal(900, RealText.Prepare(Numbered(100), new() { Train = 900, HeldOut = 100 }).Training.Characters);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a text of one document")]
    public void A_text_that_cannot_be_split_is_refused(string text)
    {
        Assert.Contains("too few", Assert.Throws<InputException>(() => RealText.Prepare(new Found(text), new())).Message);
        Assert.Contains("Use a longer text", Assert.Throws<InputException>(() => RealText.Prepare(new Found(text), new() { Train = 400_000, HeldOut = 50_000 })).Message);
    }

    [Fact]
    public void More_than_the_limit_is_refused_before_reading()
        => Assert.Contains("the limit is 1,000,000,000", Assert.Throws<InputException>(() => RealText.Prepare(Numbered(1), new() { Train = 1_000_000_001 })).Message);

    [Fact]
    public void The_hash_is_that_of_the_text_and_its_split()
    {
        string Hash(int seed, int train = 500) => RealText.Prepare(Numbered(100), new() { Train = train, HeldOut = 100, Seed = seed }).Hash();
        Assert.Equal(Hash(1), Hash(1));
        Assert.NotEqual(Hash(1), Hash(2));
        Assert.NotEqual(Hash(1), Hash(1, 501));
    }
}
