using Microsoft.ML;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.Counting;
using TextCollapse.Models;

namespace TextCollapse.MLNet;

/// <summary>
/// Measures generations with ML.NET: documents pass as a data view, without being decoded, through the estimator
/// <see cref="TextCollapseCatalog.Perplexity"/> into the evaluator. The library's scorers and counters are used inside, so that the results
/// are bit-identical to the library's. Thread-safe.
/// </summary>
public sealed class MLNetPipeline : IMeasuringPipeline
{
    private const string Column = "Document";

    /// <inheritdoc/>
    public string Name => $"ML.NET {MLNetStatus.Here.Version}";

    /// <summary>Scores all documents as one batch: the composition of a batch affects the last bits of a network's likelihoods.</summary>
    public double[][] Score(ILanguageModel model, Corpus text, int threads)
    {
        var tools = new MLContext(seed: 1).TextCollapse(threads, batchSize: int.MaxValue);
        var data = tools.LoadFromCorpus(text, Column);
        var scored = tools.Perplexity(model, Column).Fit(data).Transform(data);
        return Evaluator.Likelihoods(scored, nameof(PerplexityColumns.NegativeLogLikelihood));
    }

    /// <inheritdoc/>
    public CountedText Count(Corpus text, int threads) =>
        new Evaluator(threads).Count(new MLContext(seed: 1).TextCollapse(threads).LoadFromCorpus(text, Column), Column);

    /// <inheritdoc/>
    public Measurement SequenceRepetition(Corpus text, int order, int threads) => new Evaluator(threads).SequenceRepetition(
        new MLContext(seed: 1).TextCollapse(threads).LoadFromCorpus(text, Column), Column, order);
}
