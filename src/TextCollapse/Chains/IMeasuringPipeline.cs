using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Detection;
using TextCollapse.Models;

namespace TextCollapse.Chains;

/// <summary>
/// Who scores and counts for a <see cref="GenerationMeter"/>: the library's own code or ML.NET. What is computed from scores and counts is the
/// same, so that the two differ in nothing but who counted.
/// </summary>
public interface IMeasuringPipeline
{
    /// <summary>What it is, with its version, for the manifest: a chain goes on with the pipeline that began it.</summary>
    string Name { get; }

    /// <summary>The negative log-likelihood in nats of every character of every document; +∞ for probability zero.</summary>
    double[][] Score(ILanguageModel model, Corpus text, int threads);

    /// <summary>The frequency spectra of the character n-grams, n = 1 … <see cref="NgramSpectra.Orders"/>.</summary>
    IReadOnlyList<FrequencySpectrum> Spectra(SortedText text, int threads);

    /// <summary>Its logistic regression on character n-grams.</summary>
    IDetector Detector { get; }
}
