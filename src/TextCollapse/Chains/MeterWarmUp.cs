using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

namespace TextCollapse.Chains;

/// <summary>
/// Has the runtime compile what measures a generation while the first chain still reads its real text on another core: by measuring a few letters.
/// It takes a third of a second, once a process, that the measurements of generation 0 would take otherwise.
/// </summary>
internal static class MeterWarmUp
{
    private const int Documents = 8, Length = 200;

    private static readonly Lazy<Task> Begun = new(() => Task.Run(Measure));

    /// <summary>Begins it in the background, unless it was begun before or there is no other core.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1)
            _ = Begun.Value;
    }

    internal static IReadOnlyList<KeyValuePair<string, Measurement>> Measure()
    {
        var letters = Alphabet.Parse("abcdefgh");
        var random = new RandomKey(1, "warm-up", 0).Stream("letters");
        Corpus training = Draw(ref random, Provenance.Real("letters")), heldOut = Draw(ref random, Provenance.Real("letters")), none = new(letters, []);
        var real = new RealText
        {
            Training = training,
            Reserve = none,
            HeldOut = heldOut,
            Validation = none,
            HeldOutOutside = 0,
            ValidationOutside = 0,
            DuplicateDocuments = 0,
            FoundCharacters = training.Characters + heldOut.Characters,
        };
        var model = new NgramTrainer(new NgramSettings()).Train(new TrainingTask { Corpus = training, Validation = none, Random = new(1, "warm-up", 0), Threads = 1 }).Model;
        return new GenerationMeter(real).Measure(new(0, Draw(ref random, Provenance.Synthetic(0, "letters")), model, model, training, real, 1));

        Corpus Draw(ref RandomStream random, Provenance provenance)
        {
            var documents = new Document[Documents];
            for (var d = 0; d < Documents; d++)
            {
                var symbols = new ushort[Length];
                for (var i = 0; i < Length; i++)
                    symbols[i] = (ushort)random.NextInt(letters.Size);
                documents[d] = new Document(symbols, provenance);
            }
            return new Corpus(letters, documents);
        }
    }
}
