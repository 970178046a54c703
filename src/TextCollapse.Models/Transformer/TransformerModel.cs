using System.Globalization;
using System.Numerics.Tensors;
using TextCollapse.Corpora;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Transformer;

/// <summary>
/// A trained transformer. Documents longer than the context are processed with a sliding window: when the context is full, its older half
/// is dropped, so that every later character is predicted from at least half a context. Scoring and generation use the same windows.
/// </summary>
public sealed class TransformerModel : ILanguageModel
{
    private readonly TransformerLayout _layout;

    internal TransformerModel(Alphabet alphabet, TransformerLayout layout, FloatBuffer weights)
    {
        (Alphabet, _layout) = (alphabet, layout);
        Weights = new TransformerWeights(layout, weights, trains: false).Packed();
        Card = new ModelCard(TransformerFile.Kind, "managed", layout.Count, Summarise(layout.Settings));
    }

    /// <inheritdoc/>
    public Alphabet Alphabet { get; }

    /// <inheritdoc/>
    public ModelCard Card { get; }

    /// <summary>Its sizes.</summary>
    public TransformerOptions Settings => _layout.Settings;

    internal TransformerWeights Weights { get; }

    /// <summary>Kind and sizes as a short phrase.</summary>
    public static string Summarise(TransformerOptions settings) => string.Create(CultureInfo.InvariantCulture,
        $"transformer, {settings.Layers} {(settings.Layers == 1 ? "layer" : "layers")} of {settings.Width}, {settings.Heads} "
            + $"{(settings.Heads == 1 ? "head" : "heads")}, context {settings.Context}");

    /// <inheritdoc/>
    public double[][] Score(IReadOnlyList<Document> documents, int threads)
    {
        var scores = documents.Select(document => new double[document.Length]).ToArray();
        new TransformerScorer(this)
            .Run([.. documents.Select(document => document.Symbols)], threads, (document, position, logits, logSum) =>
            scores[document][position] = (double)logSum - logits[documents[document].Symbols.Span[position]]);
        return scores;
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<ushort> document, Span<float> logProbabilities)
    {
        var predicted = new float[document.Length * Alphabet.Size];
        new TransformerScorer(this).Run([document.ToArray()], 1, (_, position, logits, logSum) =>
            TensorPrimitives.Subtract(logits, logSum, predicted.AsSpan(position * Alphabet.Size, Alphabet.Size)));
        predicted.CopyTo(logProbabilities);
    }

    /// <summary>
    /// 16: each step reads the keys and values of every document, 256 KB with four layers of width 128 and a context of 64.
    /// </summary>
    public int StreamsAtOnce => 16;

    /// <inheritdoc/>
    public IDecodingSession Begin(int streams) => new TransformerDecodingSession(this, streams);

    /// <inheritdoc/>
    public void Save(string path) => TransformerFile.Write(this, _layout, path);
}
