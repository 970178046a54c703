using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;
using TextCollapse.Metrics.Detection;
using TextCollapse.Models;

namespace TextCollapse.MLNet;

/// <summary>The entrance: <c>mlContext.Transforms.TextCollapse()</c>.</summary>
public static class TextCollapseExtensions
{
    /// <summary>Estimators of TextCollapse, for use in any pipeline.</summary>
    public static TextCollapseCatalog TextCollapse(this TransformsCatalog transforms) => new(transforms);
}

/// <summary>Estimators that measure text, one document per row.</summary>
public sealed class TextCollapseCatalog
{
    private readonly TransformsCatalog _transforms;

    internal TextCollapseCatalog(TransformsCatalog transforms) => _transforms = transforms;

    /// <summary>
    /// How well a language model foresees each document: the columns of <see cref="PerplexityColumns"/>. Characters outside the model's alphabet and
    /// characters of probability zero are left out and have a column each; a document without a character (empty or null) has NaN.
    /// </summary>
    /// <param name="model">Any language model, as <see cref="ModelFile.Load"/> gives it.</param>
    /// <param name="inputColumnName">A column of text.</param>
    /// <param name="outputPrefix">Put before the names of the new columns.</param>
    public DocumentEstimator Perplexity(ILanguageModel model, string inputColumnName, string outputPrefix = "") =>
        new(_transforms, new PerplexityStep(model, inputColumnName, outputPrefix));

    /// <summary>
    /// How much each document repeats itself: the columns of <see cref="RepetitionColumns"/>, by the library's own metrics on Unicode scalars.
    /// NaN where a document is too short.
    /// </summary>
    /// <param name="inputColumnName">A column of text.</param>
    /// <param name="outputPrefix">Put before the names of the new columns.</param>
    /// <param name="order">n of seq-rep-n, at least 1.</param>
    /// <param name="duplicateLength">L of duplicate coverage in characters, at least 1.</param>
    public DocumentEstimator Repetition(string inputColumnName, string outputPrefix = "", int order = 4, int duplicateLength = 50) =>
        new(_transforms, new RepetitionStep(inputColumnName, outputPrefix, order, duplicateLength));

    /// <summary>
    /// ML.NET's own counts of the character n-grams of one order per document: a vector of counts, one slot per n-gram of the data that it was
    /// fitted on. No markers at the ends, units of UTF-16, and no more than ten million different n-grams; <see cref="NgramDiversity"/> adds them up.
    /// </summary>
    /// <param name="outputColumnName">The new column.</param>
    /// <param name="inputColumnName">A column of text.</param>
    /// <param name="order">n, 1 to 10.</param>
    public IEstimator<ITransformer> CharacterNgrams(string outputColumnName, string inputColumnName, int order) =>
        Ngrams(outputColumnName, inputColumnName, order, allLengths: false);

    /// <summary>
    /// What a detector learns from: counts of the character n-grams up to an order, each document scaled to Euclidean length 1. Append a trainer
    /// with its regularisation set (ML.NET's defaults leave such features next to no weight): <c>l1Regularization: 0, l2Regularization: 0.01f</c>.
    /// Built of ML.NET's own transformers, so that <c>mlContext.Model.Save</c> saves it.
    /// </summary>
    /// <param name="outputColumnName">The new column of features.</param>
    /// <param name="inputColumnName">A column of text.</param>
    /// <param name="longest">The longest n-grams, 1 to 10.</param>
    public IEstimator<ITransformer> DetectorFeatures(string outputColumnName, string inputColumnName, int longest = LogisticDetector.Longest) =>
        Ngrams(outputColumnName, inputColumnName, longest, allLengths: true).Append(_transforms.NormalizeLpNorm(outputColumnName));

    private EstimatorChain<NgramExtractingTransformer> Ngrams(string outputColumnName, string inputColumnName, int order, bool allLengths)
    {
        if (order is < 1 or > 10)
            throw new InputException("order", $"is {order}; ML.NET counts n-grams of 1 to 10 characters.");
        return new EstimatorChain<ITransformer>()
            .Append(_transforms.Text.TokenizeIntoCharactersAsKeys(outputColumnName, inputColumnName, useMarkerCharacters: false))
            .Append(_transforms.Text.ProduceNgrams(outputColumnName, outputColumnName, order, skipLength: 0, useAllLengths: allLengths,
                maximumNgramsCount: NgramDiversity.MostTypes, weighting: NgramExtractingEstimator.WeightingCriteria.Tf));
    }
}
