using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// Scores and counts for a <see cref="GenerationMeter"/>: the library directly, or through ML.NET. Both return bit-identical values, so
/// results do not depend on the choice.
/// </summary>
public interface IMeasuringPipeline
{
    /// <summary>Its name and version, for the manifest and the header of a run.</summary>
    string Name { get; }

    /// <summary>The negative log-likelihood in nats of every character of every document; +∞ for probability zero.</summary>
    double[][] Score(ILanguageModel model, Corpus text, int threads);

    /// <summary>Counts the character n-grams of a text.</summary>
    CountedText Count(Corpus text, int threads);

    /// <summary>seq-rep-n (Welleck et al. 2020): how much documents repeat their own n-grams, 0 to 1, mean over documents.</summary>
    Measurement SequenceRepetition(Corpus text, int order, int threads);
}
