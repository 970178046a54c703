using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Loops;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Measuring;

/// <summary>The library's own counters.</summary>
internal sealed class LibraryPipeline : IMeasuringPipeline
{
    /// <inheritdoc/>
    public string Name => "the library's own counters";

    /// <inheritdoc/>
    public double[][] Score(ILanguageModel model, Corpus text, int threads) => model.Score(text.Documents, threads);

    /// <inheritdoc/>
    public CountedText Count(Corpus text, int threads) => CountedText.Of(text, threads);

    /// <inheritdoc/>
    public Measurement SequenceRepetition(Corpus text, int order, int threads) =>
        RepetitionRates.SequenceRepetition(text.Documents, order, threads);
}
