using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

namespace TextCollapse.MLNet.Tests.Support;

/// <summary>Texts, models and chains small enough for a test.</summary>
internal static class Made
{
    private static readonly string[] Words = ["the", "sea", "rose", "and", "a", "grey", "gull", "cried", "over", "stones", "while", "naïve", "sailors", "slept", "🐦", "in", "their", "boats"];

    /// <summary>Sentences of words drawn with falling probability; one of the words is beyond the 16-bit characters.</summary>
    public static string Prose(int words, long seed)
    {
        var random = new RandomKey(seed, "prose", 0).Stream("words");
        return string.Join(' ', Enumerable.Range(0, words).Select(i => Words[random.NextInt(1 + random.NextInt(Words.Length))] + (i % 11 == 10 ? ".\n" : "")));
    }

    public static Corpus Corpus(IEnumerable<string> texts, Alphabet? alphabet = null)
    {
        var all = texts.ToArray();
        alphabet ??= Alphabet.Of(all);
        return new(alphabet, [.. all.Select(text => new Document(alphabet.Encode(text, out _), Provenance.Real("made")))]);
    }

    public static ILanguageModel Model(Corpus corpus, int order = 4) => new NgramTrainer(new NgramOptions { Order = order }).Train(new TrainingTask
    {
        Corpus = corpus,
        Validation = new Corpus(corpus.Alphabet, []),
        Random = new RandomKey(1, "test", 0),
    }).Model;

    public static Corpus Generate(ILanguageModel model, long characters, int generation, double temperature = 1, int length = 500) =>
        new Decoder(new DecodingOptions { Temperature = temperature }).Generate(model, new GenerationTask
        {
            Characters = characters,
            DocumentLength = length,
            Random = new RandomKey(1, "test", generation),
            Provenance = Provenance.Synthetic(generation, "test"),
            Prompts = new Corpus(model.Alphabet, []),
        });

    public static RealText Real(Corpus training, Corpus heldOut) => new()
    {
        Training = training,
        Reserve = new(training.Alphabet, []),
        HeldOut = heldOut,
        Validation = new(training.Alphabet, []),
        HeldOutOutside = 0,
        ValidationOutside = 0,
        DuplicateDocuments = 0,
        FoundCharacters = training.Characters + heldOut.Characters,
    };
}
