using TextCollapse.Corpora;
using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Gru;

/// <summary>A GRU for training by <see cref="NetworkLearner"/>.</summary>
public sealed unsafe class GruNetwork : INetwork
{
    private readonly Alphabet _alphabet;
    private readonly GruShape _shape;
    private readonly GruTables _tables;

    /// <summary>Creates a network of these sizes over an alphabet.</summary>
    public GruNetwork(Alphabet alphabet, GruOptions settings)
    {
        _alphabet = alphabet;
        _shape = new GruShape(alphabet.Size, settings);
        _tables = new GruTables(_shape, backward: true);
    }

    /// <inheritdoc/>
    public string Description => _shape.Description;

    /// <inheritdoc/>
    public ParameterLayout Layout => _shape.Layout;

    /// <inheritdoc/>
    public int StatePerRow => _shape.Layers * _shape.Units;

    /// <summary>The gradient of <see cref="GruTables.Input"/>.</summary>
    public int ExtraGradient => (_shape.Vocabulary + 1) * _shape.Gates;

    /// <inheritdoc/>
    public int PreparationParts => _tables.Parts;

    /// <inheritdoc/>
    public int CompletionParts => _shape.Groups + 1;

    /// <inheritdoc/>
    public void Initialise(FloatBuffer weights, RandomKey random) => GruWeights.Initialise(_shape, weights, random);

    /// <inheritdoc/>
    public void Load(ILanguageModel start, FloatBuffer weights)
    {
        if (start is not GruModel model || model.Shape.Description != _shape.Description || !model.Alphabet.Equals(_alphabet))
            throw new InputException("training.start",
                $"the model to start from is {start.Card.Summary} over {start.Alphabet.Size} characters; this training needs the same "
                + $"alphabet and {_shape.Description}.");
        model.Weights.Span.CopyTo(weights.Span);
    }

    /// <inheritdoc/>
    public ILanguageModel ToModel(FloatBuffer weights) => new GruModel(_alphabet, _shape, weights.Copy());

    /// <inheritdoc/>
    public void Prepare(int part, FloatBuffer weights) => _tables.Build(part, weights);

    /// <inheritdoc/>
    public INetworkWorkspace CreateWorkspace(int rows, int sequence, TrainingOptions settings) =>
        new GruWorkspace(_shape, _tables, rows, sequence, settings.Dropout);

    /// <summary>
    /// Converts the gradient of the table to the gradients of the embedding, the first input weights and the biases in it.
    /// </summary>
    public void Complete(int part, FloatBuffer weights, FloatBuffer gradient)
    {
        var (gates, e, symbols) = (_shape.Gates, _shape.Settings.Embedding, _shape.Vocabulary + 1);
        var table = gradient.Pointer + _shape.Layout.Length;
        if (part == _shape.Groups)
        {
            fixed (float* g = gradient.Slice(_shape.Embedding, symbols * e), w = weights.Slice(_shape.InputWeights[0], e * gates))
                MatrixProduct.AddTransposedB(new Span<float>(g, symbols * e), e, new ReadOnlySpan<float>(table, symbols * gates), gates,
                    new ReadOnlySpan<float>(w, e * gates), gates, symbols, e, gates);
            return;
        }
        table += part * 48;
        MatrixProduct.Add(gradient.Pointer + _shape.InputWeights[0] + part * 48, gates, weights.Pointer + _shape.Embedding, 1, e, table,
            gates, e, 48, symbols);
        ColumnSums.Add(gradient.Pointer + _shape.InputBias[0] + part * 48, table, gates, symbols, 48);
    }
}
