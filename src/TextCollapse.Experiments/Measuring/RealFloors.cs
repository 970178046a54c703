using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// By how much two real texts of a generation's size differ by chance: <c>floor_…</c> columns, the thresholds for a change within one
/// chain. Three standard deviations of the difference, since a chain is tested many times; halves of the real training text differ √2 times
/// as much as wholes. For bits per character, an n-gram model of each half is evaluated on the held-out text: retraining the chain's own
/// model would cost too much.
/// </summary>
internal static class RealFloors
{
    private const double Deviations = 3;

    /// <summary>The noise-floor column of another column.</summary>
    public static MetricColumn Declared { get; } = new(Diagnosis.FloorPrefix + "{column}", "as the column", CollapseDirection.Either,
        "By how much do two real texts of this size differ in {column} by chance?",
        "three standard deviations, over four random halvings of the real training text, divided by √2 because halves differ √2 times as "
            + "much as wholes; floor_bpc_real uses n-gram models of the halves; the same for every generation",
        "own")
    {
        Label = "noise floor of {column}",
        IsTested = false,
        Values = _ => HeldOutColumns.DeclaredWithDiversity.Append(GenerationMeter.BpcReal).Select(column => column.Id),
    };

    /// <summary>The columns, the same for every generation.</summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Of(RealText real)
    {
        var random = new RandomKey(1, "real floors", 0).Stream("halves");
        int[] documents = [.. Enumerable.Range(0, real.Training.Documents.Count)];
        var size = documents.Length / 2;
        var halves = new byte[documents.Length];
        var characters = new long[RealHalves.Count];
        for (var half = 0; half < RealHalves.Count; half++)
        {
            if (half % 2 == 0)
                random.Shuffle<int>(documents);
            foreach (var document in documents.AsSpan(half % 2 * size, size))
            {
                halves[document] |= (byte)(1 << half);
                characters[half] += real.Training.Documents[document].Length;
            }
        }
        var counted = new RealHalves(real.HeldOut, real.Training, halves);
        var columns = characters.Select((length, half) => Columns(real, counted, half, length)).ToArray();
        var floors = new List<KeyValuePair<string, Measurement>>();
        for (var i = 0; i < columns[0].Count; i++)
            floors.Add(Declared.At(columns[0][i].Key).Is(Floor(columns, i)));
        return floors;
    }

    private static Measurement Floor(IReadOnlyList<KeyValuePair<string, Measurement>>[] halves, int column)
    {
        var squares = 0.0;
        for (var half = 0; half < halves.Length; half += 2)
        {
            var (one, other) = (halves[half][column].Value, halves[half + 1][column].Value);
            if (!one.IsDefined || !other.IsDefined)
                return Measurement.Undefined("halves of the real text are too short to measure it");
            squares += (one.Value - other.Value) * (one.Value - other.Value);
        }
        return Deviations * Math.Sqrt(squares / (halves.Length / 2) / 2);
    }

    private static IReadOnlyList<KeyValuePair<string, Measurement>> Columns(RealText real, RealHalves counted, int half, long characters) =>
    [
        .. HeldOutColumns.WithDiversity(counted.Joint(half, 4), counted.Joint(half, 5)),
        GenerationMeter.BpcReal.Is(characters < new NgramOptions().Order
            ? Measurement.Undefined("there is too little text to train on")
                : Measurement.Ratio(counted.Bits(half), real.HeldOut.Characters, "no text is held out")),
    ];
}
