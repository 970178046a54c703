using TextCollapse.Corpora;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Mixing;

public class MixingTests
{
    private const int Budget = 1000, Length = 30;
    private static readonly Alphabet Letters = Alphabet.Parse("abcdefghijklmnopqrstuvwxyz");

    public static TheoryData<string> Strategies => [.. MixingStrategies.All.Names];

    public static TheoryData<string> BudgetedStrategies => [.. MixingStrategies.All.Names.Except(["accumulate", "expanding", "duplicate"])];

    [Theory]
    [MemberData(nameof(BudgetedStrategies))]
    public void Arms_read_exactly_the_budget(string name)
    {
        for (var generation = 1; generation <= 7; generation++)
            Assert.Equal(Budget, Compose(name, generation).Characters);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void The_real_share_is_what_was_asked_for(string name)
    {
        var mixing = Create(name, 0.3, 0.25);
        for (var generation = 1; generation <= 7; generation++)
        {
            var corpus = Compose(name, generation, 0.3, 0.25);
            var allowed = mixing.RealShareIsExpectation ? 0.4 : 1.0 * Length / corpus.Characters;
            Assert.InRange(corpus.RealShare, mixing.ExpectedRealShare(generation) - allowed, mixing.ExpectedRealShare(generation) + allowed);
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void The_same_key_gives_the_same_corpus(string name)
    {
        var (one, two) = (Compose(name, 3), Compose(name, 3));
        Assert.Equal(one.Documents.Select(Text), two.Documents.Select(Text));
    }

    [Fact]
    public void Replace_reads_the_last_text() => Assert.Equal([4], Generations(Compose("replace", 5)));

    [Fact]
    public void Accumulate_reads_everything_and_grows()
    {
        Assert.Equal([-1, 0, 1, 2], Generations(Compose("accumulate", 3)));
        Assert.Equal(4 * Budget, Compose("accumulate", 3).Characters);
    }

    [Fact]
    public void A_subsample_of_the_pool_draws_from_all_of_it_without_repeating_a_document()
    {
        var corpus = Compose("accumulate-subsample", 4);
        Assert.Equal([-1, 0, 1, 2, 3], Generations(corpus));
        Assert.Equal(corpus.Documents.Count, corpus.Documents.Select(document => document.Symbols).Distinct().Count());
    }

    [Fact]
    public void Fixed_real_reads_the_same_real_text_each_generation()
        => Assert.Equal(RealTexts(Compose("fixed-real", 1)), RealTexts(Compose("fixed-real", 6)));

    [Fact]
    public void Fresh_real_never_reads_the_same_real_text_twice()
    {
        var read = Enumerable.Range(1, 5).SelectMany(generation => Compose("fresh-real", generation).Documents.Where(document => document.Provenance.IsReal))
            .Sum(document => document.Length);
        var unseen = string.Concat(Task(1).Unseen.Slice(0, 5 * 500).Documents.Select(Text));
        var found = string.Concat(Enumerable.Range(1, 5).SelectMany(generation => RealTexts(Compose("fresh-real", generation))));
        Assert.Equal(2500, read);
        Assert.Equal(unseen, found);
    }

    [Fact]
    public void A_window_reads_the_last_generations_in_equal_parts()
    {
        Assert.Equal([4, 5, 6], Generations(Compose("window", 7)));
        Assert.Equal([0], Generations(Compose("window", 1)));
        foreach (var part in Compose("window", 7).Documents.GroupBy(document => document.Provenance.Generation))
            Assert.InRange(part.Sum(document => document.Length), Budget / 3, Budget / 3 + 1);
    }

    [Fact]
    public void Past_reads_all_generations_and_no_real_text() => Assert.Equal([0, 1, 2, 3], Generations(Compose("past", 4)));

    [Fact]
    public void Balanced_reads_equal_parts_of_real_and_every_generation()
    {
        var corpus = Compose("balanced", 3);
        Assert.Equal([-1, 0, 1, 2], Generations(corpus));
        foreach (var part in corpus.Documents.GroupBy(document => document.Provenance.Generation))
            Assert.Equal(Budget / 4, part.Sum(document => document.Length));
    }

    [Fact]
    public void Expanding_grows_by_its_part() => Assert.Equal(Budget + 3 * 250, Compose("expanding", 3, added: 0.25).Characters);

    [Fact]
    public void Duplicate_reads_the_real_text_as_often_as_accumulate_has_parts()
    {
        var corpus = Compose("duplicate", 3);
        Assert.Equal(4 * Budget, corpus.Characters);
        Assert.Equal(1, corpus.RealShare);
        Assert.Equal(4, corpus.Documents.Count(document => Text(document) == Text(corpus.Documents[0])));
    }

    [Fact]
    public void Shuffled_real_keeps_each_document_s_characters_and_not_their_order()
    {
        var (shuffled, real) = (Compose("shuffled-real", 2), Task(2).Real);
        Assert.Equal(real.Documents.Select(document => string.Concat(Text(document).Order())), shuffled.Documents.Select(document => string.Concat(Text(document).Order())));
        Assert.NotEqual(real.Documents.Select(Text), shuffled.Documents.Select(Text));
    }

    private static Corpus Compose(string name, int generation, double realShare = 0.5, double added = 0.1)
    {
        var mixing = Create(name, realShare, added);
        return mixing.Compose(Task(generation) with { UnseenUsed = (generation - 1) * mixing.UnseenReal(Budget) });
    }

    private static MixingStrategy Create(string name, double realShare, double added) => MixingStrategies.All.Create(name) switch
    {
        RealShareMixing mixing => mixing with { RealShare = realShare },
        Expanding mixing => mixing with { Added = added },
        var mixing => mixing,
    };

    private static MixingTask Task(int generation) => new()
    {
        UnseenUsed = 0,
        Generation = generation,
        Real = Random(Budget, Provenance.Real("test"), 100),
        Unseen = Random(10 * Budget, Provenance.Real("test"), 101),
        Generated = g => Random(Budget, Provenance.Synthetic(g, "arm"), g),
        Budget = Budget,
        Random = new RandomKey(1, "arm", generation),
    };

    private static Corpus Random(int characters, Provenance provenance, int number)
    {
        var stream = new RandomKey(7, "text", 0).Stream("text", number);
        var documents = new List<Document>();
        for (var left = characters; left > 0; left -= Length)
            documents.Add(new Document(Enumerable.Range(0, Math.Min(left, Length)).Select(_ => (ushort)stream.NextInt(26)).ToArray(), provenance));
        return new Corpus(Letters, documents);
    }

    private static string Text(Document document) => Letters.Decode(document.Symbols.Span);

    private static IEnumerable<int> Generations(Corpus corpus) => corpus.Documents.Select(document => document.Provenance.Generation).Distinct().Order();

    private static IEnumerable<string> RealTexts(Corpus corpus) => corpus.Documents.Where(document => document.Provenance.IsReal).Select(Text);
}
