using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Decoding;

public class WeightCacheTests
{
    // More contexts than the cache has places for.
    private static readonly Lazy<ILanguageModel> Model = new(() =>
    {
        var alphabet = Alphabet.Parse("abcdefgh");
        var random = new RandomKey(5, "cache", 0).Stream("text");
        var documents = Enumerable.Range(0, 60).Select(_ =>
        {
            var symbols = new ushort[1000];
            foreach (ref var symbol in symbols.AsSpan())
                symbol = (ushort)Math.Min(random.NextInt(8), random.NextInt(8));
            return new Document(symbols, Provenance.Real("chance"));
        });
        var corpus = new Corpus(alphabet, [.. documents]);
        return new NgramTrainer(new NgramOptions { Order = 8 }).Train(new() { Corpus = corpus, Validation = corpus, Random = new(5, "cache", 0) }).Model;
    });

    public static TheoryData<DecodingOptions> Settings =>
        [new() { Temperature = 0.7 }, new() { Temperature = 1.3, TopK = 3 }, new() { TopP = 0.9 }, new() { MinP = 0.1, Prompt = 3 }, new() { RepetitionPenalty = 1.2 }];

    [Theory, MemberData(nameof(Settings))]
    public void A_row_from_the_cache_draws_what_the_row_itself_draws(DecodingOptions settings)
    {
        var prompts = new Corpus(Model.Value.Alphabet, [new Document(Model.Value.Alphabet.Encode("abcd", out _), Provenance.Real("prompt"))]);
        var task = new GenerationTask
        {
            Characters = 40_000,
            DocumentLength = 250,
            Random = new RandomKey(1, "cache", 1),
            Provenance = Provenance.Synthetic(1, "cache"),
            Prompts = prompts,
            Threads = 2,
        };
        Assert.Equal(Text(new WithoutStates(Model.Value)), Text(Model.Value));

        string[] Text(ILanguageModel model) =>
            [.. new Decoder(settings).Generate(model, task).Documents.Select(document => model.Alphabet.Decode(document.Symbols.Span))];
    }

    [Fact]
    public void A_state_that_shares_a_place_with_another_takes_it()
    {
        var cache = new WeightCache(8);
        cache.Of(3, out var known);
        Assert.False(known);
        cache.Of(3, out known);
        Assert.True(known);
        cache.Of(3 + (1 << 24), out known); // as many places as a power of two below that
        Assert.False(known);
        cache.Of(3, out known);
        Assert.False(known);
        cache.Forget(3);
        cache.Of(3, out known);
        Assert.False(known);
    }

    /// <summary>The same model, whose sessions do not say which state they are in.</summary>
    private sealed class WithoutStates(ILanguageModel model) : ILanguageModel
    {
        public Alphabet Alphabet => model.Alphabet;

        public ModelCard Card => model.Card;

        public double[][] Score(IReadOnlyList<Document> documents, int threads) => model.Score(documents, threads);

        public void Predict(ReadOnlySpan<ushort> document, Span<float> logProbabilities) => model.Predict(document, logProbabilities);

        public IDecodingSession Begin(int streams) => new Session(model.Begin(streams));

        public void Save(string path) => model.Save(path);

        private sealed class Session(IDecodingSession session) : IDecodingSession
        {
            public int Streams => session.Streams;

            public void Next(Span<float> logits) => session.Next(logits);

            public void Append(ReadOnlySpan<int> symbols) => session.Append(symbols);

            public void Copy(int from, int to) => session.Copy(from, to);

            public void Dispose() => session.Dispose();
        }
    }
}
