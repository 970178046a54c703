using Microsoft.ML;
using Microsoft.ML.Transforms.Text;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Detection;
using TextCollapse.Models;

namespace TextCollapse.MLNet;

/// <summary>The entry point: <c>mlContext.TextCollapse()</c>.</summary>
public static class TextCollapseExtensions
{
    /// <summary>Estimators and the evaluator of TextCollapse.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="numberOfThreads">Threads for measuring, at least 1; null for one per processor. Results do not depend on it.</param>
    /// <param name="batchSize">
    /// Rows that are measured together, at least 1: more rows are faster and use more memory. The results of n-gram models do not depend on
    /// it; those of neural networks do in the last digits of single precision.
    /// </param>
    public static TextCollapseCatalog TextCollapse(this MLContext mlContext, int? numberOfThreads = null, int batchSize = 1024)
    {
        var threads = numberOfThreads ?? Environment.ProcessorCount;
        if (threads < 1 || batchSize < 1)
            throw new InputException("TextCollapse", FormattableString.Invariant(
                $"numberOfThreads is {threads} and batchSize {batchSize}; both must be at least 1."));
        return new(mlContext.Transforms, new(threads, batchSize));
    }
}

/// <summary>
/// Measures text, one document per row. A document is a text, or symbols in a column created by <see cref="LoadFromCorpus"/>.
/// </summary>
public sealed class TextCollapseCatalog
{
    private const int LongestNgram = 10;
    private const int MostNgrams = 10_000_000;
    private readonly TransformsCatalog _transforms;

    internal TextCollapseCatalog(TransformsCatalog transforms, Batching batching) => (_transforms, Batching) = (transforms, batching);

    internal Batching Batching { get; }

    /// <summary>
    /// Loads the documents of a corpus as the rows of a data view, in one column of <see cref="DocumentDataViewType"/>. Nothing is copied,
    /// and estimators do not re-encode the documents if the alphabets are equal.
    /// </summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="columnName">The name of the column.</param>
    public IDataView LoadFromCorpus(Corpus corpus, string columnName = "Document") => new CorpusDataView(corpus, columnName);

    /// <summary>
    /// How well a language model predicts each document: adds the columns of <see cref="PerplexityColumns"/>. Characters outside the
    /// model's alphabet and characters of probability zero are excluded and reported in a column each. A document without characters (empty
    /// or null) has NaN.
    /// </summary>
    /// <param name="model">Any language model, for example from <see cref="ModelFile.Load"/>.</param>
    /// <param name="inputColumnName">A column of text or of documents.</param>
    /// <param name="outputPrefix">Prefix of the names of the new columns.</param>
    public DocumentEstimator Perplexity(ILanguageModel model, string inputColumnName, string outputPrefix = "") =>
        Estimator(new PerplexityMetric(model, inputColumnName, outputPrefix));

    /// <summary>
    /// How much each document repeats itself: adds the columns of <see cref="RepetitionColumns"/>. NaN where a document is too short.
    /// </summary>
    /// <param name="inputColumnName">A column of text or of documents.</param>
    /// <param name="outputPrefix">Prefix of the names of the new columns.</param>
    /// <param name="order">n of seq-rep-n, at least 1.</param>
    /// <param name="duplicateLength">L of duplicate coverage in characters, at least 1.</param>
    public DocumentEstimator Repetition(string inputColumnName, string outputPrefix = "", int order = 4, int duplicateLength = 50) =>
        Estimator(new RepetitionMetric(inputColumnName, outputPrefix, order, duplicateLength));

    /// <summary>
    /// How diverse the character n-grams of each document are: adds the columns of <see cref="DiversityColumns"/>. NaN where a document is
    /// too short.
    /// </summary>
    /// <param name="inputColumnName">A column of text or of documents.</param>
    /// <param name="outputPrefix">Prefix of the names of the new columns.</param>
    public DocumentEstimator Diversity(string inputColumnName, string outputPrefix = "") =>
        Estimator(new DiversityMetric(inputColumnName, outputPrefix));

    /// <summary>
    /// Features for a detector: counts of the character n-grams up to an order, each document scaled to Euclidean length 1. Append a
    /// trainer and set its regularisation explicitly, because ML.NET's defaults shrink the weights of such features almost to zero:
    /// <c>l1Regularization: 0, l2Regularization: 0.01f</c>. Consists of ML.NET's own transformers, so that <c>mlContext.Model.Save</c> can
    /// save it; their characters are UTF-16 code units.
    /// </summary>
    /// <param name="outputColumnName">The new column of features.</param>
    /// <param name="inputColumnName">A column of text.</param>
    /// <param name="longest">The longest n-grams, 1 to 10.</param>
    public IEstimator<ITransformer> DetectorFeatures(
        string outputColumnName, string inputColumnName, int longest = LogisticDetector.Longest)
    {
        if (longest is < 1 or > LongestNgram)
            throw new InputException("longest", FormattableString.Invariant(
                $"is {longest}; ML.NET counts n-grams of 1 to {LongestNgram} characters."));
        return _transforms.Text.TokenizeIntoCharactersAsKeys(outputColumnName, inputColumnName, useMarkerCharacters: false)
            .Append(_transforms.Text.ProduceNgrams(outputColumnName, outputColumnName, longest, skipLength: 0, useAllLengths: true,
                maximumNgramsCount: MostNgrams, weighting: NgramExtractingEstimator.WeightingCriteria.Tf))
            .Append(_transforms.NormalizeLpNorm(outputColumnName));
    }

    /// <summary>
    /// Evaluates all documents together: n-grams are counted over all of them, and likelihoods weigh every character equally.
    /// </summary>
    /// <param name="data">Data transformed by <see cref="Perplexity"/>. Read once.</param>
    /// <param name="inputColumnName">A column of text or of documents.</param>
    /// <param name="negativeLogLikelihoodColumnName">
    /// The likelihoods of the characters (<see cref="PerplexityColumns.NegativeLogLikelihood"/>); null to omit perplexity, which is then
    /// NaN.
    /// </param>
    /// <param name="repetitionOrder">n of seq-rep-n, at least 1.</param>
    /// <param name="duplicateLength">L of duplicate coverage in characters, at least 1.</param>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public TextCollapseMetrics Evaluate(IDataView data, string inputColumnName = "Text",
        string? negativeLogLikelihoodColumnName = nameof(PerplexityColumns.NegativeLogLikelihood),
        int repetitionOrder = 4, int duplicateLength = 50) =>
        new Evaluator(Batching.Threads).Evaluate(data, inputColumnName, negativeLogLikelihoodColumnName, repetitionOrder, duplicateLength);

    private DocumentEstimator Estimator(DocumentMetric metric) => new(_transforms, metric, Batching);
}

/// <summary>How rows are batched for measuring.</summary>
/// <param name="Threads">The number of threads, at least 1.</param>
/// <param name="Rows">Rows per batch, at least 1.</param>
internal sealed record Batching(int Threads, int Rows);
