using TextCollapse.Corpora;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Mitigations;

/// <summary>A small chain's situation in which a curator is asked: real text, two models, and a corpus of both kinds of documents.</summary>
internal static class Given
{
    public const int DocumentLength = 200;

    public static readonly RandomKey Key = new(11, "mitigations", 3);

    /// <summary>Documents of words from a grammar of two hundred words, so that there is something to learn.</summary>
    public static readonly RealText Real = RealOf(8000);

    public static readonly ILanguageModel First = Train(Real.Training);

    public static readonly ITextWriter Writer = new Decoder(new());

    /// <summary>What the first model wrote as generation 2.</summary>
    public static readonly Corpus Synthetic = Write(First, 8000);

    /// <summary>A quarter real, three quarters written.</summary>
    public static readonly Corpus Mixed = Real.Training.Take(2000).Append(Synthetic.Take(6000));

    public static TransformContext Situation { get; } = new()
    {
        Generation = 3,
        Generations = 10,
        Real = Real,
        Budget = 8000,
        DocumentLength = DocumentLength,
        Random = Key,
        First = () => First,
        Previous = () => First,
        Writer = Writer,
        Threads = 2,
    };

    public static ILanguageModel Train(Corpus corpus, int order = 4) =>
        new NgramTrainer(new() { Order = order }).Train(new() { Corpus = corpus, Validation = corpus.Take(0), Random = Key }).Model;

    public static Corpus Write(ILanguageModel model, long characters, int seed = 1) => Writer.Generate(model, new()
    {
        Characters = characters,
        DocumentLength = DocumentLength,
        Random = Key with { Seed = seed },
        Provenance = Provenance.Synthetic(2, "arm"),
    });

    public static double Nats(ILanguageModel model, Corpus corpus) => model.Score(corpus.Documents, 1).Sum(document => document.Sum()) / corpus.Characters;

    public static ushort[] Symbols(Corpus corpus) => [.. corpus.Documents.SelectMany(document => document.Symbols.ToArray())];

    private static RealText RealOf(int characters)
    {
        var random = Key.Stream("words");
        string[] words = [.. Enumerable.Range(0, 200).Select(_ => string.Concat(Enumerable.Range(0, 2 + random.NextInt(6)).Select(_ => (char)('a' + random.NextInt(12)))))];
        var text = new System.Text.StringBuilder();
        while (text.Length < 2 * characters)
            text.Append(words[(int)(200 * Math.Pow(random.NextDouble(), 2))]).Append(' ');
        var alphabet = Alphabet.Parse(" abcdefghijkl");
        Corpus Part(int from) => new(alphabet, [.. Enumerable.Range(0, characters / DocumentLength).Select(i => new Document(alphabet.Encode(text.ToString(from + i * DocumentLength, DocumentLength), out _), Provenance.Real("words")))]);
        return new RealText { Training = Part(0), Reserve = Part(0).Take(0), HeldOut = Part(characters), Validation = Part(0).Take(0), HeldOutOutside = 0, ValidationOutside = 0, DuplicateDocuments = 0, FoundCharacters = characters };
    }
}
