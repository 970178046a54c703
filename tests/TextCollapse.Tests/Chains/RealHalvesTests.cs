using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.Counting;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Chains;

public class RealHalvesTests
{
    private static readonly Alphabet Letters = Alphabet.Parse("abcdefg");

    [Theory]
    [InlineData(0, 12)]
    [InlineData(7, 300)]
    [InlineData(40, 90)]
    public void Eight_halves_counted_at_once_are_what_each_is_by_itself(int heldOutDocuments, int documents)
    {
        var random = new RandomKey(3, "halves", documents).Stream("text");
        Corpus heldOut = Draw(ref random, heldOutDocuments), training = Draw(ref random, documents), none = new(Letters, []);
        var halves = new byte[documents];
        for (var d = 0; d < documents; d++)
            halves[d] = (byte)random.NextInt(256);

        var counted = new RealHalves(heldOut, training, halves);

        for (var half = 0; half < RealHalves.Count; half++)
        {
            var text = new Corpus(Letters, [.. training.Documents.Where((_, d) => (halves[d] >> half & 1) == 1)]);
            var joint = JointSpectra.Of(heldOut.Documents, text.Documents);
            Assert.Equal(joint[4].Classes, counted.Joint(half, 4).Classes);
            Assert.Equal(joint[5].Classes, counted.Joint(half, 5).Classes);
            var model = new NgramTrainer(new NgramOptions()).Train(new TrainingTask { Corpus = text, Validation = none, Random = new(1, "halves", 0), Threads = 1 }).Model;
            Assert.Equal(model.Score(heldOut.Documents, 1).Sum(document => document.Sum()) / Math.Log(2), counted.Bits(half), 1e-9 * (1 + heldOut.Characters));
        }
    }

    /// <summary>Documents of 0 to 30 letters, the first letters the likelier.</summary>
    private static Corpus Draw(ref RandomStream random, int documents)
    {
        var drawn = new Document[documents];
        for (var d = 0; d < documents; d++)
        {
            var symbols = new ushort[random.NextInt(31)];
            for (var i = 0; i < symbols.Length; i++)
                symbols[i] = (ushort)random.NextInt(1 + random.NextInt(Letters.Size));
            drawn[d] = new Document(symbols, Provenance.Real("letters"));
        }
        return new Corpus(Letters, drawn);
    }
}
