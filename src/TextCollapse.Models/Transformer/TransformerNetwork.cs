using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Transformer;

/// <summary>A transformer for training with the managed engine.</summary>
public sealed class TransformerNetwork : INetwork
{
    private readonly Alphabet _alphabet;
    private readonly TransformerLayout _layout;
    private readonly TransformerWeights _weights;

    /// <summary>Creates a network of these sizes over an alphabet.</summary>
    public TransformerNetwork(TransformerOptions settings, Alphabet alphabet)
    {
        _alphabet = alphabet;
        _layout = new TransformerLayout(settings, alphabet.Size);
        _weights = new TransformerWeights(_layout, new FloatBuffer(0), trains: true);
    }

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"transformer layers={_layout.Settings.Layers} heads={_layout.Settings.Heads} width={_layout.Settings.Width} "
            + $"context={_layout.Settings.Context} tied={_layout.Settings.TieWeights} bias={_layout.Settings.Bias}");

    /// <inheritdoc/>
    public ParameterLayout Layout => _layout.Flat;

    /// <inheritdoc/>
    public int PreparationParts => _weights.Matrices;

    /// <inheritdoc/>
    public int RowsPerShard(int batch)
    {
        // Four shards keep two cores busy if one is disturbed; more shards only if each still has enough work, because each has its own
        // gradient to sum.
        var shards = Math.Clamp(batch / 8, 4, 16);
        return (batch + shards - 1) / shards;
    }

    /// <summary>Initialises with normal variates of GPT-2's standard deviations, gains of one and biases of zero.</summary>
    public void Initialise(FloatBuffer weights, RandomKey random)
    {
        for (var i = 0; i < _layout.Parameters.Count; i++)
        {
            var (parameter, stream) = (_layout.Parameters[i], random.Stream("initialise", i));
            var values = weights.Slice(parameter.Offset, parameter.Length);
            if (parameter.Deviation == 0)
                values.Fill(parameter.Name.EndsWith(".bias", StringComparison.Ordinal) ? 0 : 1);
            else
                foreach (ref var value in values)
                    value = (float)(parameter.Deviation * stream.NextNormal());
        }
    }

    /// <inheritdoc/>
    public void Load(ILanguageModel start, FloatBuffer weights)
    {
        if (start is not TransformerModel model)
            throw new InputException("training.start",
                $"begins from a model of kind '{start.Card.Kind}' ({start.Card.Engine}), but a managed transformer is to be trained. "
                + $"Use start: scratch, or a model of the same kind.");
        if (model.Settings != _layout.Settings)
            throw new InputException("training.start",
                $"begins from a model of other sizes ({model.Card.Summary}; here {TransformerModel.Summarise(_layout.Settings)}). Use "
                + $"start: scratch, or the same model settings.");
        if (!model.Alphabet.Equals(_alphabet))
            throw new InputException("training.start",
                $"begins from a model of another alphabet ({model.Alphabet.Size} characters; the training text has {_alphabet.Size}, "
                + $"or others). Use start: scratch, or encode the text with the model's alphabet.");
        model.Weights.Values.Span.CopyTo(weights.Span);
    }

    /// <inheritdoc/>
    public ILanguageModel ToModel(FloatBuffer weights) => new TransformerModel(_alphabet, _layout, weights.Copy());

    /// <inheritdoc/>
    public void Prepare(int part, FloatBuffer weights)
    {
        // The learner passes the same buffer in every call.
        _weights.Values = weights;
        _weights.Pack(part);
    }

    /// <inheritdoc/>
    public INetworkWorkspace CreateWorkspace(int rows, int sequence, TrainingOptions settings) =>
        new TransformerWorkspace(_layout, _weights, rows, sequence, settings.Dropout);
}
