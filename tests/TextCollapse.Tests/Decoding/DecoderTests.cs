using TextCollapse.Corpora;
using TextCollapse.Models.Decoding;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Decoding;

public class DecoderTests
{
    private static readonly BigramModel Model = BigramModel.Random(9, 3);

    [Theory]
    [InlineData(1000, 30, 34)]
    [InlineData(990, 30, 33)]
    [InlineData(7, 30, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 30, 0)]
    public void The_budget_is_written_exactly(long characters, int length, int documents)
    {
        var corpus = new Decoder(new()).Generate(Model, Task(characters, length));
        Assert.Equal(characters, corpus.Characters);
        Assert.Equal(documents, corpus.Documents.Count);
        Assert.All(corpus.Documents.SkipLast(1), document => Assert.Equal(length, document.Length));
        Assert.All(corpus.Documents, document => Assert.Equal(Provenance.Synthetic(4, "replace"), document.Provenance));
        Assert.All(corpus.Documents, document => Assert.True(document.Symbols.ToArray().All(symbol => symbol < Model.Alphabet.Size)));
    }

    public static TheoryData<DecodingOptions> AllSettings => [new(), new() { Temperature = 0.7 }, new() { TopK = 3 }, new() { TopP = 0.8 }, new() { MinP = 0.2 },
        new() { RepetitionPenalty = 1.5, RepetitionWindow = 5 }, new() { Temperature = 0 }, new() { Beam = 3 }, new() { Beam = 3, Prompt = 4 }, new() { Temperature = 0, Prompt = 4 }, new() { Prompt = 2 }];

    [Theory, MemberData(nameof(AllSettings))]
    public void Threads_change_nothing(DecodingOptions settings)
    {
        var task = Task(2500, 25) with { Prompts = Prompts };
        var one = Text(new Decoder(settings).Generate(Model, task));
        Assert.Equal(one, Text(new Decoder(settings).Generate(Model, task with { Threads = 2 })));
        Assert.Equal(one, Text(new Decoder(settings).Generate(Model, task with { Threads = 7 })));
    }

    [Theory, MemberData(nameof(AllSettings))]
    public void A_document_does_not_depend_on_how_many_others_are_written(DecodingOptions settings)
    {
        var many = Text(new Decoder(settings).Generate(Model, Task(2500, 25) with { Prompts = Prompts }));
        var few = Text(new Decoder(settings).Generate(Model, Task(235, 25) with { Prompts = Prompts }));
        Assert.Equal(many.Take(9), few.Take(9));
        Assert.Equal(many[9][..10], few[9]);
    }

    [Fact]
    public void Documents_differ_and_so_do_generations()
    {
        var corpus = Text(new Decoder(new()).Generate(Model, Task(2500, 25)));
        Assert.Equal(100, corpus.Distinct().Count());
        Assert.Empty(corpus.Intersect(Text(new Decoder(new()).Generate(Model, Task(2500, 25) with { Random = new RandomKey(1, "replace", 5) }))));
    }

    [Fact]
    public void Nothing_of_probability_zero_is_written()
    {
        var scores = Model.Score(new Decoder(new()).Generate(Model, Task(20_000, 50)).Documents, 1);
        Assert.All(scores, document => Assert.All(document, nats => Assert.True(double.IsFinite(nats))));
    }

    [Fact]
    public void Greedy_writes_the_most_likely_character_each_time()
    {
        var corpus = new Decoder(new() { Temperature = 0 }).Generate(Model, Task(100, 40));
        var last = Model.Alphabet.Size;
        foreach (var symbol in corpus.Documents[0].Symbols.Span)
        {
            Assert.Equal(Model.Row(last).Max(), Model.Row(last)[symbol]);
            last = symbol;
        }
        Assert.Equal(corpus.Documents[0].Symbols.ToArray(), corpus.Documents[1].Symbols.ToArray());
        Assert.Equal(corpus.Documents[0].Symbols.ToArray()[..20], corpus.Documents[2].Symbols.ToArray());
    }

    [Fact]
    public void A_prompt_is_read_but_not_written()
    {
        var copying = new BigramModel(BigramModel.Letters(3), [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]);
        var prompts = Documents(copying.Alphabet, "AB", "AC", "BA");
        foreach (var settings in new DecodingOptions[] { new() { Prompt = 2 }, new() { Prompt = 2, Temperature = 0 }, new() { Prompt = 2, Beam = 2 }, new() { Prompt = 9 } })
            Assert.Equal(["BBBB", "CCCC", "AAAA", "BBBB", "CC"], Text(new Decoder(settings).Generate(copying, Task(18, 4) with { Prompts = prompts })));
        Assert.Equal(["AAAA", "AAAA", "BBBB"], Text(new Decoder(new() { Prompt = 1 }).Generate(copying, Task(12, 4) with { Prompts = prompts })));
    }

    [Fact]
    public void The_penalty_sees_the_prompt_and_the_window_only()
    {
        var fair = BigramModel.Unigram(0.4, 0.35, 0.25);
        var settings = new DecodingOptions { Temperature = 0, RepetitionPenalty = 100, RepetitionWindow = 2, Prompt = 1 };
        Assert.Equal(["BCABCA"], Text(new Decoder(settings).Generate(fair, Task(6, 6) with { Prompts = Documents(fair.Alphabet, "A") })));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_of_logits_that_is_not_a_number_names_the_place(bool beam)
    {
        var broken = new BigramModel(BigramModel.Letters(2), [[double.NaN, 1], [1, 0], [0, 1]]);
        var failure = Assert.Throws<WorkFailedException>(() => new Decoder(new() { Beam = beam ? 2 : 0 }).Generate(broken, Task(40, 4) with { Threads = 2 }));
        Assert.Contains("NaN", failure.Message);
        Assert.Contains("'A' at character 3 of document", failure.Message);
    }

    [Fact]
    public void Cancelling_stops()
        => Assert.ThrowsAny<OperationCanceledException>(() => new Decoder(new()).Generate(Model, Task(100, 10), new CancellationToken(true)));

    [Fact]
    public void Progress_adds_up()
    {
        foreach (var settings in new DecodingOptions[] { new(), new() { Beam = 2 } })
        {
            var counter = new Counter();
            new Decoder(settings).Generate(Model, Task(1030, 1000) with { Progress = counter });
            Assert.Equal(settings.Beam > 1 ? 1000 : 1030, counter.Total);
        }
    }

    [Fact]
    public void All_wrong_settings_are_told_at_once()
    {
        var wrong = new DecodingOptions { Temperature = -1, TopK = -1, TopP = 0, MinP = 2, RepetitionPenalty = 0, RepetitionWindow = 0, Beam = -1, Prompt = -1 };
        var problems = Assert.Throws<InputException>(() => new Decoder(wrong)).Problems;
        Assert.Equal(["temperature", "top_k", "top_p", "min_p", "repetition_penalty", "repetition_window", "beam", "prompt"], problems.Select(problem => problem.Place["decoding.".Length..]));
        Assert.Single(new DecodingOptions { Beam = 4, Temperature = 0.8 }.Validate());
        Assert.Single(new DecodingOptions { Temperature = double.NaN }.Validate());
        Assert.Empty(new DecodingOptions { Temperature = 0 }.Validate());
    }

    [Fact]
    public void A_prompt_needs_documents_over_the_same_alphabet()
    {
        var decoder = new Decoder(new() { Prompt = 3 });
        Assert.Contains("there is none", Assert.Throws<InputException>(() => decoder.Generate(Model, Task(10, 10))).Message);
        Assert.Contains("another alphabet", Assert.Throws<InputException>(() => decoder.Generate(Model, Task(10, 10) with { Prompts = Documents(Alphabet.Parse("xyz"), "xy") })).Message);
    }

    private static Corpus Prompts => Documents(Model.Alphabet, "ABCDE", "AAAA", "IHGFED", "C");

    private static Corpus Documents(Alphabet alphabet, params string[] texts)
        => new(alphabet, [.. texts.Select(text => new Document(alphabet.Encode(text, out _), Provenance.Real("test")))]);

    private static GenerationTask Task(long characters, int length)
        => new() { Characters = characters, DocumentLength = length, Random = new RandomKey(1, "replace", 4), Provenance = Provenance.Synthetic(4, "replace") };

    private static string[] Text(Corpus corpus) => [.. corpus.Documents.Select(document => corpus.Alphabet.Decode(document.Symbols.Span))];

    private sealed class Counter : IProgress<long>
    {
        public long Total;
        public void Report(long value) => Interlocked.Add(ref Total, value);
    }
}
