using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Coverage;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Experiments.Analysis;

/// <summary>
/// Measures generations of which only the text is known, beside real text: the columns of a run of our own that need no model of the
/// generation, the same numbers for the same text, and <see cref="AnalysisColumns"/>.
/// </summary>
internal sealed class AnalysisMeter
{
    private const int Order = 4, RareOrder = 5;
    private const long FewestScored = 20_000;

    private static readonly NgramOptions Ngrams = new();

    private static readonly LibraryPipeline Library = new();

    private readonly RealReference _real;
    private readonly bool _countsCharacters;
    private readonly int _threads;
    private readonly ILanguageModel _reference;
    private readonly EarlierReading _realText = new();
    private readonly Measurement _bigramBits;

    /// <summary>A meter beside one real text.</summary>
    /// <param name="real">The real text.</param>
    /// <param name="unit">What its symbols are.</param>
    /// <param name="threads">Threads; no value depends on them.</param>
    public AnalysisMeter(RealReference real, AnalysisUnit unit, int threads)
    {
        (_real, _countsCharacters, _threads) = (real, unit == AnalysisUnit.Character, threads);
        _reference = Train(real.Text.Training);
        _realText.Add(real.Text.Training.Append(real.Text.HeldOut).Append(real.Text.Reserve));
        _bigramBits = real.BigramBits;
    }

    /// <summary>What measured.</summary>
    public static string Name => "analysis; the library's own counters";

    /// <summary>The columns of a generation, the same for every one.</summary>
    /// <param name="generation">Its text, over the alphabet of the real text.</param>
    /// <param name="ownBits">Loss of its own model on it, where the log has it.</param>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Measure(Corpus generation, Measurement ownBits)
    {
        var (text, spectra) = CountedText.Of(generation, _threads);
        var training = JointSpectra.Of(_real.Training, text, _threads);
        var heldOut = JointSpectra.Of(_real.HeldOut, text, _threads);
        var curve = PrecisionRecallCurve.Of(training[Order]);
        var scored = TextLikelihood.Of(_reference,
            generation.Spread(Math.Max(FewestScored, _real.Text.HeldOut.Characters)).Documents, _threads);
        return
        [
            GenerationMeter.BpcOwn.Is(ownBits),
            AnalysisColumns.BpcReference.Is(scored.BitsPerCharacter),
            .. Enumerable.Range(1, NgramSpectra.Orders).Select(n => GenerationMeter.Distinct.At(n).Is(spectra[n].TypeTokenRatio)),
            .. Enumerable.Range(1, NgramSpectra.Orders).Select(n => DiversityMetrics.Entropy.At(n).Is(spectra[n].PlugInEntropy)),
            AnalysisColumns.Plainest.Is(scored.DocumentQuantile(0.1)),
            AnalysisColumns.Strangest.Is(scored.DocumentQuantile(0.99)),
            GenerationMeter.SequenceRepetition.Is(
                Library.SequenceRepetition(generation, GenerationMeter.RepetitionOrder, _threads)),
            .. _countsCharacters ? [_real.Words.Of(generation)] : Array.Empty<KeyValuePair<string, Measurement>>(),
            GenerationMeter.HapaxRetention.Is(training[RareOrder].SupportRecall(1, 1)),
            AnalysisColumns.BpcSuccessor.Is(Successor(generation)),
            DiversityMetrics.Hill1.At(Order).Is(HillNumbers.OfOrder(spectra[Order], 1)),
            DiversityMetrics.Hill2.At(Order).Is(HillNumbers.OfOrder(spectra[Order], 2)),
            CoverageMetrics.JensenShannon.At(Order)
                .Is(NgramDivergence.Between(training[Order].ReferenceCounts, training[Order].TextCounts).JensenShannon),
            CoverageMetrics.PrdRecall.At(Order).Is(curve.F8),
            CoverageMetrics.PrdPrecision.At(Order).Is(curve.F8th),
            .. HeldOutColumns.Of(heldOut[Order], heldOut[RareOrder]),
            .. CoverageMetrics.RetentionOf(training),
            AnalysisColumns.CopiedReal.Is(_realText.CopiedShare(generation.Documents)),
            BigramBound.Declared.Is(_bigramBits),
            .. _real.Floors,
        ];
    }

    private Measurement Successor(Corpus generation) => generation.Characters < Ngrams.Order
        ? Measurement.Undefined("there is too little to learn from")
        : TextLikelihood.Of(Train(generation), _real.Text.HeldOut.Documents, _threads).BitsPerCharacter;

    private ILanguageModel Train(Corpus text) => new NgramTrainer(Ngrams).Count(text, _threads);
}
