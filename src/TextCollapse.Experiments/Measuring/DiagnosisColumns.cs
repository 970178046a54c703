using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Coverage;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Model;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// Further columns that the failure modes are diagnosed from: coverage of the real training text, drift of the predictions, copies of
/// earlier training text, probes. Whatever depends only on the real text is computed once per chain.
/// </summary>
internal sealed class DiagnosisColumns(RealReference real, IReadOnlyList<UsageProbe> probes)
{
    private const int Order = 4;

    private static readonly MetricColumn Training = new("bpc_train", "bits per character", CollapseDirection.Lowers,
        "How well does the model predict what it was trained on?",
        "the same for an equal amount of its training text; bpc_real minus this is the generalization gap", "textbook")
    { Label = "loss on its training text" };

    private static readonly MetricColumn Hill1 = DiversityMetrics.Hill1.At(Order), Hill2 = DiversityMetrics.Hill2.At(Order);
    private static readonly MetricColumn JensenShannon = CoverageMetrics.JensenShannon.At(Order);
    private static readonly MetricColumn PrdRecall = CoverageMetrics.PrdRecall.At(Order),
        PrdPrecision = CoverageMetrics.PrdPrecision.At(Order);

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } =
    [
        Training, Hill1, Hill2, JensenShannon, PrdRecall, PrdPrecision,
        .. HeldOutColumns.Declared,
        CoverageMetrics.Retention,
        .. FirstModelDrift.Declared,
        .. EarlierReading.Declared,
        UsageProbe.Declared,
        BigramBound.Declared,
        RealFloors.Declared,
    ];

    private EarlierReading _earlier = new();
    private FirstModelDrift? _drift;
    private SortedText? _last;

    /// <summary>The columns, the same for every generation of a chain.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="trainingBits">Bits per character of its training text.</param>
    /// <param name="text">The generated text.</param>
    /// <param name="spectra">Frequency spectra of the generated text.</param>
    /// <param name="joint">Joint spectra of the real training text and the generated text.</param>
    public IEnumerable<KeyValuePair<string, Measurement>> Measure(
        GenerationToMeasure generation, Measurement trainingBits, SortedText text, NgramSpectra spectra, JointSpectra joint)
    {
        var heldOut = JointSpectra.Of(real.HeldOut, text, generation.Threads);
        var curve = PrecisionRecallCurve.Of(joint[Order]);
        _drift ??= new FirstModelDrift(generation.FirstModel, real.Text.HeldOut.Documents);
        return
        [
            Training.Is(trainingBits),
            Hill1.Is(HillNumbers.OfOrder(spectra[Order], 1)),
            Hill2.Is(HillNumbers.OfOrder(spectra[Order], 2)),
            JensenShannon.Is(NgramDivergence.Between(joint[Order].ReferenceCounts, joint[Order].TextCounts).JensenShannon),
            PrdRecall.Is(curve.F8),
            PrdPrecision.Is(curve.F8th),
            .. HeldOutColumns.Of(heldOut[4], heldOut[5]),
            .. CoverageMetrics.RetentionOf(joint),
            .. _drift.Columns(generation.Model, generation.Threads),
            .. Earlier(generation, text).Columns(text, real.HeldOut),
            .. Probes(generation.Text),
            BigramBound.Declared.Is(real.BigramBits),
            .. real.Floors,
        ];
    }

    /// <summary>The training text up to this generation; if the chain was resumed, earlier training text is composed again.</summary>
    private EarlierReading Earlier(GenerationToMeasure generation, SortedText text)
    {
        if (_earlier.Generations > generation.Number)
            _earlier = new EarlierReading();
        while (_earlier.Generations < generation.Number)
            _earlier.Add(generation.EarlierRead(_earlier.Generations));
        _earlier.Add(generation.Read, real.Training, _last ?? text);
        _last = real.KeepsSorted ? text : null;
        return _earlier;
    }

    private IEnumerable<KeyValuePair<string, Measurement>> Probes(Corpus text)
    {
        if (probes.Count == 0)
            return [];
        var written = text.Documents.Select(document => text.Alphabet.Decode(document.Symbols.Span)).ToArray();
        return probes.Select(probe => KeyValuePair.Create(probe.Column, probe.Measure(written)));
    }
}
