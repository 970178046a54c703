using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Detection;
using TextCollapse.Models;

namespace TextCollapse.Chains;

/// <summary>The library's own counters.</summary>
public sealed class LibraryPipeline : IMeasuringPipeline
{
    /// <inheritdoc/>
    public string Name => "the library's own counters";

    /// <inheritdoc/>
    public IDetector Detector { get; } = new LogisticDetector();

    /// <inheritdoc/>
    public double[][] Score(ILanguageModel model, Corpus text, int threads) => model.Score(text.Documents, threads);

    /// <inheritdoc/>
    public IReadOnlyList<FrequencySpectrum> Spectra(SortedText text, int threads)
    {
        var spectra = NgramSpectra.Of(text, threads);
        return [.. Enumerable.Range(1, NgramSpectra.Orders).Select(order => spectra[order])];
    }
}
