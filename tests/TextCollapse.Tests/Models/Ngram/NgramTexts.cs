using FsCheck;
using FsCheck.Fluent;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Ngram;

/// <summary>Small corpora and models for the tests of this folder.</summary>
internal static class NgramTexts
{
    internal static readonly NgramSmoothing[] Smoothings = Enum.GetValues<NgramSmoothing>();

    internal static Alphabet Letters(int size) => Alphabet.Parse(string.Concat(Enumerable.Range(0, size).Select(i => (char)('!' + i))));

    internal static Corpus Corpus(int alphabet, params IEnumerable<ushort[]> texts)
        => new(Letters(alphabet), [.. texts.Select(text => new Document(text, Provenance.Real("test")))]);

    internal static NgramModel Train(Corpus corpus, NgramOptions settings, int threads = 1) => (NgramModel)new NgramTrainer(settings).Train(new TrainingTask
    {
        Corpus = corpus,
        Validation = corpus,
        Random = new RandomKey(1, "test", 0),
        Threads = threads,
    }).Model;

    /// <summary>Text with the uneven frequencies and the repeats that make smoothing matter.</summary>
    internal static ushort[] Text(int alphabet, int length, long seed)
    {
        var random = new RandomKey(seed, "text", 0).Stream("test");
        var text = new ushort[length];
        for (var i = 0; i < length; i++)
            text[i] = i > 20 && random.NextInt(3) > 0
                ? text[i - 1 - random.NextInt(20)]
                : (ushort)random.NextInt(1 + random.NextInt(alphabet));
        return text;
    }

    internal static ReadOnlySpan<byte> Bytes<T>(T[] entries) where T : struct => System.Runtime.InteropServices.MemoryMarshal.AsBytes(entries.AsSpan());

    /// <summary>Corpora of several documents (some empty), an alphabet with characters that they may not use, and settings.</summary>
    internal static Arbitrary<(Corpus Corpus, NgramOptions Settings)> Cases =>
        (from alphabet in Gen.Choose(1, 7)
         from used in Gen.Choose(1, alphabet)
         from order in Gen.Choose(1, 6)
         from lengths in Gen.Choose(0, 40).ArrayOf()
         from seed in Gen.Choose(0, int.MaxValue)
         from smoothing in Gen.Elements(Smoothings)
         from alpha in Gen.Elements(0.001, 0.5, 3.0)
         select (Corpus(alphabet, [Text(used, 12, seed), .. lengths.Select((length, i) => Text(used, length, seed + i + 1L))]),
             new NgramOptions { Order = order, Smoothing = smoothing, Alpha = alpha })).ToArbitrary();
}
