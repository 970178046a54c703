using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Gru;

/// <summary>A trained GRU language model. A document begins with the zero state and the boundary symbol as the first input.</summary>
internal sealed class GruModel : ILanguageModel
{
    /// <summary>The model kind in its file.</summary>
    internal const string Kind = "gru";

    internal GruModel(Alphabet alphabet, GruShape shape, FloatBuffer weights)
    {
        (Alphabet, Shape, Weights) = (alphabet, shape, weights);
        Tables = new GruTables(shape, backward: false);
        for (var part = 0; part < Tables.Parts; part++)
            Tables.Build(part, weights);
        var (hidden, layers) = (shape.Settings.Hidden, shape.Settings.Layers);
        Card = new ModelCard(Kind, "managed", shape.Parameters,
            string.Create(CultureInfo.InvariantCulture, $"GRU, {layers} layer{(layers > 1 ? "s" : "")} of {hidden}"));
    }

    /// <inheritdoc/>
    public Alphabet Alphabet { get; }

    /// <inheritdoc/>
    public ModelCard Card { get; }

    /// <summary>Its sizes.</summary>
    public GruOptions Settings => Shape.Settings;

    internal GruShape Shape { get; }

    internal FloatBuffer Weights { get; }

    internal GruTables Tables { get; }

    /// <inheritdoc/>
    public double[][] Score(IReadOnlyList<Document> documents, int threads) => GruScoring.Score(this, documents, threads);

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<ushort> document, Span<float> logProbabilities) =>
        GruScoring.Predict(this, document, logProbabilities);

    /// <inheritdoc/>
    public IDecodingSession Begin(int streams) => new GruDecodingSession(this, streams);

    /// <inheritdoc/>
    public void Save(string path)
    {
        var file = new SafeTensors(Kind);
        file.Metadata["alphabet"] = Alphabet.ToString();
        file.Metadata["hidden"] = Settings.Hidden.ToString(CultureInfo.InvariantCulture);
        file.Metadata["layers"] = Settings.Layers.ToString(CultureInfo.InvariantCulture);
        file.Metadata["embedding"] = Settings.Embedding.ToString(CultureInfo.InvariantCulture);
        foreach (var tensor in GruWeights.Tensors(Shape))
            file.Add<float>(tensor.Name, tensor.Take(Weights), tensor.Shape);
        file.Write(path);
    }

    /// <summary>Reads the model from a file of this kind, written by this project or by PyTorch with this project's metadata.</summary>
    /// <exception cref="InputException">A size or a tensor is missing or invalid.</exception>
    internal static GruModel Read(SafeTensors file)
    {
        if (file.HasHash)
            file.RequireIntact();
        if (file.Require("format") != SafeTensors.Format)
            throw new InputException(file.Path, $"has the format '{file.Require("format")}'; this version reads {SafeTensors.Format}.");
        var alphabet = Alphabet.Parse(file.Require("alphabet"));
        var settings = new GruOptions
        {
            Hidden = file.RequireInt("hidden", 1, 8192),
            Layers = file.RequireInt("layers", 1, 3),
            Embedding = file.RequireInt("embedding", 1, 8192),
        };
        var shape = new GruShape(alphabet.Size, settings);
        var weights = new FloatBuffer(shape.Layout.Length);
        foreach (var tensor in GruWeights.Tensors(shape))
        {
            var values = file.Read<float>(tensor.Name, tensor.Shape);
            if (values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                throw new InputException(file.Path,
                    $"tensor '{tensor.Name}' contains a value that is not finite: the file is damaged, or its training diverged. Train the "
                    + $"model again.");
            tensor.Put(values, weights);
        }
        return new GruModel(alphabet, shape, weights);
    }
}
