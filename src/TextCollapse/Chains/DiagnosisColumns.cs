using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Coverage;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Model;

namespace TextCollapse.Chains;

/// <summary>
/// What the failure modes are read from beside the first columns: coverage of the real training text, drift of the predictions, copies of anything
/// read before, probes. What depends on the real text alone is computed once per chain.
/// </summary>
internal sealed class DiagnosisColumns(RealText real, IReadOnlyList<UsageProbe> probes)
{
    private const int Order = 4;
    private EarlierReading _earlier = new();
    private IReadOnlyList<KeyValuePair<string, Measurement>>? _floors;
    private FirstModelDrift? _drift;
    private SortedText? _last;

    /// <summary>The columns, the same for every generation of a chain.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="trainingBits">Bits per character of what it read.</param>
    /// <param name="text">What it wrote.</param>
    /// <param name="spectra">Of that text.</param>
    /// <param name="joint">Of the real training text and that text.</param>
    public IEnumerable<KeyValuePair<string, Measurement>> Measure(
        GenerationToMeasure generation, Measurement trainingBits, SortedText text, NgramSpectra spectra, JointSpectra joint)
    {
        var heldOut = JointSpectra.Of(RealNgrams.Of(real).HeldOut, text, generation.Threads);
        var curve = PrecisionRecallCurve.Of(joint[Order]);
        _drift ??= new FirstModelDrift(generation.FirstModel, real.HeldOut.Documents);
        return
        [
            new("bpc_train", trainingBits),
            new(Column("hill_1", Order), HillNumbers.OfOrder(spectra[Order], 1)),
            new(Column("hill_2", Order), HillNumbers.OfOrder(spectra[Order], 2)),
            new(Column("jensen_shannon", Order), NgramDivergence.Between(joint[Order].ReferenceCounts, joint[Order].TextCounts).JensenShannon),
            new(Column("prd_recall", Order), curve.F8),
            new(Column("prd_precision", Order), curve.F8th),
            .. HeldOutColumns.Of(heldOut[4], heldOut[5]),
            .. CoverageMetrics.Retention(joint),
            .. _drift.Columns(generation.Model, generation.Threads),
            .. Earlier(generation, text).Columns(text, RealNgrams.Of(real).HeldOut),
            .. Probes(generation.Text),
            .. _floors ??= RealFloors.Of(real),
        ];
    }

    /// <summary>What was read up to this generation; where the chain goes on from its record, what came before is composed again.</summary>
    private EarlierReading Earlier(GenerationToMeasure generation, SortedText text)
    {
        if (_earlier.Generations > generation.Number)
            _earlier = new EarlierReading();
        while (_earlier.Generations < generation.Number)
            _earlier.Add(generation.EarlierRead(_earlier.Generations));
        _earlier.Add(generation.Read, RealNgrams.Of(real).Training, _last ?? text);
        _last = RealNgrams.Keeps(real) ? text : null;
        return _earlier;
    }

    private IEnumerable<KeyValuePair<string, Measurement>> Probes(Corpus text)
    {
        if (probes.Count == 0)
            return [];
        var written = text.Documents.Select(document => text.Alphabet.Decode(document.Symbols.Span)).ToArray();
        return probes.Select(probe => KeyValuePair.Create(probe.Column, probe.Measure(written)));
    }

    private static string Column(string name, int order) => string.Create(CultureInfo.InvariantCulture, $"{name}_{order}");
}
