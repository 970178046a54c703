using TextCollapse.Corpora;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.Torch.Tests.Support;

/// <summary>Small texts and batches that need no file.</summary>
internal static class Texts
{
    internal static readonly RandomKey Key = new(7, "torch-tests", 0);

    internal static readonly Alphabet Letters = Alphabet.Parse(" abcdefghij");

    /// <summary>Documents of words drawn from a few, so that there is something to learn.</summary>
    internal static Corpus Words(int documents, int length, int seed = 1)
    {
        string[] words = ["abba ", "cafe ", "bead ", "high ", "jig ", "deaf "];
        var random = (Key with { Seed = seed }).Stream("words");
        return new Corpus(Letters, [.. Enumerable.Range(0, documents).Select(_ =>
        {
            var text = "";
            while (text.Length < length)
                text += words[random.NextInt(words.Length)];
            return new Document(Letters.Encode(text[..length], out var _), Provenance.Real("words"));
        })]);
    }

    /// <summary>The first batch of a training on such words; some of its targets are ignored, because documents begin.</summary>
    internal static Batch Batch(TrainingOptions settings)
    {
        var source = new BatchSource(Words(60, 13), settings, Key);
        var batch = source.CreateBatch();
        source.Fill(batch, 0);
        return batch;
    }
}
