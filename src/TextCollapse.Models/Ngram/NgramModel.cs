using System.Globalization;
using System.Numerics.Tensors;
using TextCollapse.Corpora;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// A character n-gram model of order 1 to 12: relative frequencies with one of four smoothings (<see cref="NgramSmoothing"/>). The context
/// of a character near the start of a document is padded with boundary symbols; no n-gram crosses documents.
/// </summary>
internal sealed class NgramModel : ILanguageModel
{
    private const int ShardCharacters = 1 << 18;

    internal NgramModel(Alphabet alphabet, NgramOptions settings, NgramTable table)
    {
        (Alphabet, Settings, Table) = (alphabet, settings, table);
        Card = new ModelCard("ngram", "managed", table.Symbols.Length - settings.Order,
            string.Create(CultureInfo.InvariantCulture,
                $"{settings.Order}-gram, "
                + $"{settings.SmoothingName}{(settings.Smoothing == NgramSmoothing.AddAlpha ? $" α = {settings.Alpha}" : "")}"));
    }

    /// <inheritdoc/>
    public Alphabet Alphabet { get; }

    /// <inheritdoc/>
    public ModelCard Card { get; }

    /// <summary>The options that it was trained with.</summary>
    public NgramOptions Settings { get; }

    internal NgramTable Table { get; }

    /// <inheritdoc/>
    public double[][] Score(IReadOnlyList<Document> documents, int threads)
    {
        var scores = new double[documents.Count][];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = GC.AllocateUninitializedArray<double>(documents[i].Length);
        var shards = new CharacterShards(documents, ShardCharacters);
        Parallel.For(0, shards.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, shard =>
            new NgramScorer(Table, documents, scores).Score(shards[shard]));
        return scores;
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<ushort> document, Span<float> logProbabilities)
    {
        var row = new double[Alphabet.Size + 1];
        var state = Table.Start;
        for (var position = 0; position < document.Length; position++)
        {
            LogRow(state, row, logProbabilities.Slice(position * Alphabet.Size, Alphabet.Size));
            state = Table.Advance(state, document[position]);
        }
    }

    /// <inheritdoc/>
    public IDecodingSession Begin(int streams) => new NgramDecodingSession(this, streams);

    /// <inheritdoc/>
    public void Save(string path) => NgramFile.Write(this, path);

    /// <summary>Computes the natural logarithms of p(· | state); <paramref name="row"/> is a scratch buffer of V + 1.</summary>
    internal void LogRow(int state, Span<double> row, Span<float> logs)
    {
        Table.Row(state, row);
        TensorPrimitives.Log(row, row);
        TensorPrimitives.ConvertTruncating<double, float>(row[..^1], logs);
    }
}
