using System.Globalization;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Models;
using TextCollapse.Randomness;
using static System.FormattableString;

namespace TextCollapse.Metrics;

/// <summary>
/// Measures a text with every applicable metric: metrics of the text alone, comparisons with a reference if given, and metrics under a
/// model if given. Metrics that depend on size are measured at equal size: the longer of text and reference is cut to the length of the
/// shorter.
/// </summary>
public sealed class TextMeter
{
    private const double Normal95 = 1.959963984540054;
    private const int MostHalves = 40;
    private const int FewestHalves = 8;
    private const int FewestSplits = 4;
    private const long FewestTrainedOn = 100;

    /// <summary>Real text to compare with, in the same coding.</summary>
    public MeasuredText? Reference { get; init; }

    /// <summary>A model that scores the text.</summary>
    public ILanguageModel? Model { get; init; }

    /// <summary>
    /// Instead of a model: trains one on some documents of the reference. A model that was trained on the reference predicts it too well
    /// for a comparison, so for the reference's own values a model of every second document scores the others.
    /// </summary>
    public Func<IReadOnlyList<int>, ILanguageModel>? Learn { get; init; }

    /// <summary>Threads to use; results do not depend on the number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether slow metrics, which train a classifier, are measured as well.</summary>
    public bool All { get; init; }

    /// <summary>Whether intervals are computed; they take about forty measurements of half the text.</summary>
    public bool Intervals { get; init; } = true;

    /// <summary>The maximum total number of characters in the halves; beyond it, there are no intervals by half-sampling.</summary>
    public long MostResampled { get; init; } = 40_000_000;

    /// <summary>The random key of the resampling.</summary>
    public RandomKey Random { get; init; } = new(1, "measure", 0);

    /// <summary>Told which share of the work is done, 0 to 1; may be null.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Measures a text.</summary>
    /// <exception cref="InputException">Text and reference are not in the same unit.</exception>
    public TextMeasurement Measure(MeasuredText text)
    {
        if (Reference is not null && Reference.Unit != text.Unit)
            throw new InputException("reference", $"is in another unit ({Reference.Unit}) than the text ({text.Unit}).");
        var model = Model ?? (Reference is null ? null : Learn?.Invoke([.. Enumerable.Range(0, Reference.Documents.Count)]));
        var whole = new MeasurementContext(text, Reference, model, Threads);
        var size = Math.Min(text.Characters, Reference?.Characters ?? text.Characters);
        var equal = Reference is null || Reference.Characters == text.Characters
            ? whole : new MeasurementContext(text.Take(size), Reference.Take(size), model, Threads);
        var metrics = MetricCatalogue.Metrics.Where(metric => (All || !metric.Slow) && (Reference is not null || !metric.NeedsReference)
            && (model is not null || !metric.NeedsModel)).ToList();
        var columns = metrics.SelectMany(metric => metric.Columns.Select(column => new Column(metric, column.Id, column.Order))).ToList();
        var values = columns.ConvertAll(column => column.Metric.NeedsModel && column.Metric.NeedsReference && Model is null
            ? Measurement.Undefined("the model was trained on the reference") : column.Of(column.DependsOnSize ? equal : whole));
        Progress?.Report(1 / (MostHalves / 2.0 + 2));
        var references = References(columns, equal);
        Progress?.Report(2 / (MostHalves / 2.0 + 2));
        var bands = Bands(columns, values, whole, equal);
        var rows = columns.Select((column, i) => Row(column, values[i], bands[i], references[i], whole, equal)).ToList();
        return new(rows, Reference is null ? [] : Warnings(columns, values, references, whole, equal));
    }

    private sealed record Column(Metric Metric, string Id, int Order)
    {
        public bool DependsOnSize => Metric.Column.DependsOnSize;

        public Measurement Of(MeasurementContext subject) =>
            Metric is { NeedsModel: true, NeedsReference: false } && subject.View.Refused is { } reason
                ? Measurement.Undefined(reason) : Metric.Value(subject, Order);
    }

    private MeasuredRow Row(Column column, Measurement value, (Measurement Lower, Measurement Upper) band, Measurement reference,
        MeasurementContext whole, MeasurementContext equal)
    {
        List<string> notes = [];
        if (!value.IsDefined)
            notes.Add($"undefined: {value.UndefinedBecause}");
        if (value.IsDefined && double.IsInfinity(value.Value))
            notes.Add("infinite: a character has probability zero");
        if (column.Metric.Note?.Invoke(column.DependsOnSize ? equal : whole) is { Length: > 0 } note)
            notes.Add(note);
        if (column.DependsOnSize && !ReferenceEquals(whole, equal))
            notes.Add(Invariant($"at {equal.Text.Characters} characters each"));
        if (value.IsDefined && !band.Lower.IsDefined)
            notes.Add($"no interval: {band.Lower.UndefinedBecause}");
        if (column.Metric.NeedsModel && !column.Metric.NeedsReference && Model is null)
            notes.Add("reference: of every other document, under a model of the rest");
        if (column.Metric.NeedsReference && !column.Metric.NeedsModel && !reference.IsDefined)
            notes.Add($"no noise floor: {reference.UndefinedBecause}");
        return new(column.Id, value, band.Lower, band.Upper, reference, column.Metric.Column.Unit, string.Join("; ", notes));
    }

    /// <summary>Measures the reference like the text and, for distances, one half of the reference against the other.</summary>
    private List<Measurement> References(List<Column> columns, MeasurementContext equal)
    {
        if (equal.Reference is not { } reference)
            return columns.ConvertAll(_ => Measurement.Undefined("no reference was given"));
        var alone = new MeasurementContext(reference, null, null, Threads);
        var all = Enumerable.Range(0, Reference!.Documents.Count).ToList();
        var (even, odd) = (Reference.Part([.. all.Where(d => d % 2 == 0)]), Reference.Part([.. all.Where(d => d % 2 == 1)]));
        MeasurementContext? read = null;
        if (Model is not null)
            read = new(reference, null, Model, Threads);
        else if (Learn is not null && Math.Min(even.Characters, odd.Characters) >= FewestTrainedOn)
            read = new(odd, null, Learn([.. all.Where(d => d % 2 == 0)]), Threads);
        var compared = columns.Where(column => column.Metric is { NeedsReference: true, NeedsModel: false });
        var floors = Floors([.. compared], equal.Text.Characters);
        return columns.ConvertAll(OfReference);

        Measurement OfReference(Column column)
        {
            if (column.Metric.NeedsModel && column.Metric.NeedsReference)
                return Measurement.Undefined("it is a value of the reference");
            if (column.Metric.NeedsModel)
                return read is null ? Measurement.Undefined("the reference is too short to be halved") : column.Of(read);
            if (!column.Metric.NeedsReference)
                return column.Of(alone);
            return floors[column];
        }
    }

    /// <summary>
    /// The noise floor of a distance: the 95 % quantile of the differences between two random halves of the reference, each cut to at most
    /// the size of the text. Halves shorter than the text differ more than texts of its size would: the floor is then conservative.
    /// </summary>
    private Dictionary<Column, Measurement> Floors(IReadOnlyList<Column> columns, long characters)
    {
        var documents = Enumerable.Range(0, Reference!.Documents.Count).ToArray();
        if (documents.Length < 2)
            return columns.ToDictionary(column => column, _ => Measurement.Undefined("one document of the reference cannot be split"));
        var splits = Intervals
            ? (int)Math.Clamp(MostResampled / Math.Max(1, Reference.Characters), FewestSplits, MostHalves)
            : FewestSplits;
        var values = columns.ToDictionary(column => column, _ => new List<Measurement>());
        var stream = Random.Stream("noise floor");
        for (var split = 0; split < splits; split++)
        {
            stream.Shuffle<int>(documents);
            var (one, other) = (Reference.Part(documents[..(documents.Length / 2)]), Reference.Part(documents[(documents.Length / 2)..]));
            var half = Math.Min(characters, Math.Min(one.Characters, other.Characters));
            var context = new MeasurementContext(one.Take(half), other.Take(half), null, Threads);
            foreach (var column in columns.Where(column => split < FewestSplits || !column.Metric.Slow))
                values[column].Add(column.Of(context));
        }
        return columns.ToDictionary(column => column, column => Floor(column.Metric.Column.Direction, values[column]));
    }

    /// <summary>The 95 % quantile on the side to which collapse moves the metric.</summary>
    private static Measurement Floor(CollapseDirection direction, List<Measurement> values)
    {
        if (values.Find(value => !value.IsDefined) is { UndefinedBecause: { } reason } && values.Exists(value => !value.IsDefined))
            return Measurement.Undefined($"between halves of the reference, {reason}");
        double[] sorted = [.. values.Select(value => value.Value).Order()];
        return direction == CollapseDirection.Lowers
            ? sorted[(int)(0.05 * sorted.Length)]
            : Quantiles.InverseCdf(sorted, 0.95);
    }

    private List<(Measurement Lower, Measurement Upper)> Bands(List<Column> columns, List<Measurement> values, MeasurementContext whole,
        MeasurementContext equal)
    {
        if (!Intervals)
            return columns.ConvertAll(_ => None("none was requested"));
        var halves = Halves("half-sampling", equal.Text, (int)Math.Min(MostHalves, MostResampled / Math.Max(1, equal.Text.Characters / 2)));
        // What is compared with a reference varies with both texts.
        var references = equal.Reference is { } reference ? Halves("half-sampling of the reference", reference, halves.Count) : [];
        var parts = halves.Select((half, number) =>
        {
            var part = equal.Part(half, references.Count > 0 ? references[number] : null);
            var measured = columns.ConvertAll(column => column.Metric.Column.Interval == IntervalKind.HalfSampling ? column.Of(part)
                : Measurement.Undefined(""));
            // A half takes about half as long as the whole text, and so does the reference.
            Progress?.Report((2 + (number + 1) / 2.0) / (2 + halves.Count / 2.0));
            return measured;
        }).ToList();
        return columns.Select((column, i) => (column.Metric.Column.Interval, values[i].IsDefined) switch
        {
            (_, false) => None("the value is undefined"),
            (IntervalKind.DocumentBootstrap, _) => Bootstrap(column, column.DependsOnSize ? equal : whole),
            (IntervalKind.HalfSampling, _) => column.Metric.NeedsReference && references.Count == 0
                ? None("fewer than four documents of the reference cannot be halved usefully")
                : Halved(values[i], parts.ConvertAll(part => part[i]), equal.Documents.Count),
            _ => None("none is known to be valid"),
        }).Select((band, i) => (Within(columns[i], band.Item1), Within(columns[i], band.Item2))).ToList();
    }

    private (Measurement, Measurement) Bootstrap(Column column, MeasurementContext subject)
    {
        var parts = column.Metric.Ratio!(subject, column.Order);
        if (parts.Count < 2)
            return None("there is one document");
        var bootstrap = DocumentBootstrap.Of([.. parts.Select(part => part.Above)], [.. parts.Select(part => part.Below)],
            Random.Stream($"bootstrap {column.Id}"), (int)Math.Clamp(20_000_000L / parts.Count, 200, 2000));
        return (bootstrap.Lower, bootstrap.Upper);
    }

    /// <summary>
    /// Value ± 1.96 standard errors by the delete-half jackknife: the deviation over halves times √(m/(D − m))
    /// (<see cref="HalfSampling"/>).
    /// </summary>
    private static (Measurement, Measurement) Halved(Measurement value, List<Measurement> halves, int documents)
    {
        if (documents < 4)
            return None("fewer than four documents are too few for halves");
        if (halves.Count == 0)
            return None("the text is too long to be resampled");
        if (halves.Find(half => !half.IsDefined) is { UndefinedBecause: { } reason } && halves.Exists(half => !half.IsDefined))
            return None($"on a half, {reason}");
        var mean = halves.Average(half => half.Value);
        var deviation = Math.Sqrt(halves.Average(half => (half.Value - mean) * (half.Value - mean)));
        var error = deviation * Math.Sqrt(documents / 2 / (double)(documents - documents / 2));
        return (value.Value - Normal95 * error, value.Value + Normal95 * error);
    }

    /// <summary>Limits an interval to the range of the metric.</summary>
    private static Measurement Within(Column column, Measurement end) =>
        end.Map(value => Math.Clamp(value, column.Metric.Column.Range.Least, column.Metric.Column.Range.Most));

    private List<int[]> Halves(string purpose, MeasuredText text, int count)
    {
        if (count < FewestHalves || text.Documents.Count < 4)
            return [];
        var stream = Random.Stream(purpose);
        var all = Enumerable.Range(0, text.Documents.Count).ToArray();
        var halves = new List<int[]>();
        for (var k = 0; k < count; k++)
        {
            stream.Shuffle<int>(all);
            halves.Add([.. all.AsSpan(0, all.Length / 2).ToArray().Order()]);
        }
        return halves;
    }

    /// <summary>
    /// The metrics whose difference between text and reference at the given sizes has a different sign than at equal size, or twice the
    /// magnitude.
    /// </summary>
    private List<SizeWarning> Warnings(List<Column> columns, List<Measurement> values, List<Measurement> references,
        MeasurementContext whole, MeasurementContext equal)
    {
        if (ReferenceEquals(whole, equal))
            return [];
        var warnings = new List<SizeWarning>();
        var reference = new MeasurementContext(Reference!, null, null, Threads);
        for (var i = 0; i < columns.Count; i++)
        {
            if (!columns[i].DependsOnSize || columns[i].Metric.NeedsReference || columns[i].Metric.Column.Group == MetricGroup.Compatibility
                || !values[i].IsDefined || !references[i].IsDefined)
                continue;
            var (naive, naiveReference) = (columns[i].Of(whole), columns[i].Of(reference));
            if (!naive.IsDefined || !naiveReference.IsDefined)
                continue;
            var (fair, unfair) = (values[i].Value - references[i].Value, naive.Value - naiveReference.Value);
            if (Math.Sign(fair) != Math.Sign(unfair) || Math.Abs(unfair) > 2 * Math.Abs(fair))
                warnings.Add(new(columns[i].Id, string.Create(CultureInfo.InvariantCulture,
                    $"{columns[i].Id} would have misled: {naive.Value:G4} for {whole.Text.Characters} characters compared with "
                    + $"{naiveReference.Value:G4} for the reference's {Reference!.Characters}; at equal size it is {values[i].Value:G4} "
                    + $"compared with {references[i].Value:G4}.")));
        }
        return warnings;
    }

    private static (Measurement, Measurement) None(string reason) => (Measurement.Undefined(reason), Measurement.Undefined(reason));
}
