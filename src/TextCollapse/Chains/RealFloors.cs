using System.Runtime.CompilerServices;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

namespace TextCollapse.Chains;

/// <summary>
/// By how much two real texts of a generation's size differ by chance: <c>floor_…</c> columns, which a change within one chain is held against. Three
/// standard deviations of the difference, since a chain is looked at many times; halves of the real training text differ √2 times as much as wholes.
/// For bits per character an n-gram model of each half reads the held-out text: training the chain's own model again would cost too much.
/// </summary>
internal static class RealFloors
{
    private const int Splits = 4;
    private const double Deviations = 3;

    private static readonly ConditionalWeakTable<RealText, IReadOnlyList<KeyValuePair<string, Measurement>>> Known = [];

    /// <summary>The columns, the same for every generation; measured once for all chains that share their real text.</summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Of(RealText real, int threads) => Known.GetValue(real, _ => Measure(real, threads));

    private static IReadOnlyList<KeyValuePair<string, Measurement>> Measure(RealText real, int threads)
    {
        var random = new RandomKey(1, "real floors", 0).Stream("halves");
        var documents = real.Training.Documents.ToArray();
        var half = documents.Length / 2;
        var differences = new List<IEnumerable<KeyValuePair<string, Measurement>>>();
        for (var split = 0; split < Splits; split++)
        {
            random.Shuffle<Document>(documents);
            differences.Add(Columns(real, documents[..half], threads).Zip(Columns(real, documents[half..(2 * half)], threads),
                (one, other) => KeyValuePair.Create(one.Key, one.Value.IsDefined && other.Value.IsDefined
                    ? one.Value.Value - other.Value.Value : Measurement.Undefined("halves of the real text are too short for it"))));
        }
        return
        [
            .. differences.SelectMany(difference => difference).GroupBy(difference => difference.Key, difference => difference.Value).Select(column => KeyValuePair.Create(
                Diagnosis.FloorPrefix + column.Key,
                column.FirstOrDefault(difference => !difference.IsDefined, Deviations * Math.Sqrt(column.Average(difference => difference.OrNaN * difference.OrNaN) / 2)))),
        ];
    }

    private static IEnumerable<KeyValuePair<string, Measurement>> Columns(RealText real, IReadOnlyList<Document> half, int threads)
        => HeldOutColumns.WithDiversity(JointSpectra.Of(real.HeldOut.Documents, half, threads)).Append(new("bpc_real", BitsPerCharacter(real, half, threads)));

    private static Measurement BitsPerCharacter(RealText real, IReadOnlyList<Document> half, int threads)
    {
        var text = new Corpus(real.Alphabet, half);
        var settings = new NgramSettings();
        if (text.Characters < settings.Order)
            return Measurement.Undefined("there is too little to learn from");
        var model = new NgramTrainer(settings).Train(new TrainingTask
        {
            Corpus = text,
            Validation = new Corpus(real.Alphabet, []),
            Random = new RandomKey(1, "real floors", 0),
            Threads = threads,
        }).Model;
        return Measurement.Ratio(model.Score(real.HeldOut.Documents, threads).Sum(document => document.Sum()) / Math.Log(2), real.HeldOut.Characters, "no text is held out");
    }
}
