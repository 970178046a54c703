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
internal sealed class RealFloors
{
    private const int Splits = 4;
    private const double Deviations = 3;

    private static readonly ConditionalWeakTable<RealText, RealFloors> Known = [];

    private readonly Lazy<IReadOnlyList<KeyValuePair<string, Measurement>>>[] _halves;
    private readonly Lazy<IReadOnlyList<KeyValuePair<string, Measurement>>> _floors;
    private int _next = -1;

    private RealFloors(RealText real)
    {
        var random = new RandomKey(1, "real floors", 0).Stream("halves");
        var documents = real.Training.Documents.ToArray();
        var half = documents.Length / 2;
        var halves = new List<Document[]>();
        for (var split = 0; split < Splits; split++)
        {
            random.Shuffle<Document>(documents);
            halves.AddRange(documents[..half], documents[half..(2 * half)]);
        }
        _halves = [.. halves.Select(one => new Lazy<IReadOnlyList<KeyValuePair<string, Measurement>>>(() => Columns(real, one)))];
        _floors = new(() => Summarise([.. _halves.Select(one => one.Value)]));
    }

    /// <summary>The columns, the same for every generation; measured once for all chains that share their real text.</summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Of(RealText real, int threads) => Known.GetValue(real, one => new(one)).Measure(threads);

    /// <summary>Chains that come here at the same time measure different halves, and then have them all.</summary>
    private IReadOnlyList<KeyValuePair<string, Measurement>> Measure(int threads)
    {
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, worker =>
        {
            for (int half; (half = Interlocked.Increment(ref _next)) < _halves.Length;)
                _ = _halves[half].Value;
        });
        return _floors.Value;
    }

    private static IReadOnlyList<KeyValuePair<string, Measurement>> Summarise(IReadOnlyList<KeyValuePair<string, Measurement>>[] halves) =>
    [
        .. halves[0].Select((column, i) => KeyValuePair.Create(Diagnosis.FloorPrefix + column.Key, Floor(
            [.. halves.Chunk(2).Select(pair => (pair[0][i].Value, pair[1][i].Value))]))),
    ];

    private static Measurement Floor((Measurement One, Measurement Other)[] pairs) => pairs.Any(pair => !pair.One.IsDefined || !pair.Other.IsDefined)
        ? Measurement.Undefined("halves of the real text are too short for it")
        : Deviations * Math.Sqrt(pairs.Average(pair => (pair.One.Value - pair.Other.Value) * (pair.One.Value - pair.Other.Value)) / 2);

    private static IReadOnlyList<KeyValuePair<string, Measurement>> Columns(RealText real, IReadOnlyList<Document> half)
        => [.. HeldOutColumns.WithDiversity(JointSpectra.Of(RealNgrams.Of(real).HeldOut, new SortedText(new Corpus(real.Alphabet, half)))), new("bpc_real", BitsPerCharacter(real, half))];

    private static Measurement BitsPerCharacter(RealText real, IReadOnlyList<Document> half)
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
            Threads = 1,
        }).Model;
        return Measurement.Ratio(model.Score(real.HeldOut.Documents, 1).Sum(document => document.Sum()) / Math.Log(2), real.HeldOut.Characters, "no text is held out");
    }
}
