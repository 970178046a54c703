using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>
/// Embedding, layers of <see cref="nn.GRU"/>, a linear output. The layers are modules of one layer each, because libtorch's own dropout between
/// layers draws from a generator that the whole process shares; their parameters are named as in one module of several.
/// </summary>
internal sealed class GruNetwork : TorchNetwork
{
    private readonly Embedding _embedding;
    private readonly GRU[] _layers;
    private readonly Linear _output;

    internal GruNetwork(int vocabulary, int embedding, int hidden, int layers, Device device) : base("gru", vocabulary)
    {
        Hidden = hidden;
        register_module("embedding", _embedding = nn.Embedding(vocabulary + 1, embedding, device: device));
        _layers = [.. Enumerable.Range(0, layers).Select(layer => nn.GRU(layer == 0 ? embedding : hidden, hidden, batchFirst: true, device: device))];
        for (var layer = 0; layer < layers; layer++)
            register_module($"gru{layer}", _layers[layer]);
        register_module("output", _output = nn.Linear(hidden, vocabulary, device: device));
    }

    /// <summary>H.</summary>
    internal int Hidden { get; }

    /// <summary>How many layers.</summary>
    internal int Layers => _layers.Length;

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Parameter Parameter)> Weights =>
    [
        ("embedding.weight", _embedding.weight!),
        .. _layers.SelectMany((layer, number) => layer.named_parameters().Select(entry => (entry.name.Replace("_l0", $"_l{number}", StringComparison.Ordinal), entry.parameter))),
        ("output.weight", _output.weight!),
        ("output.bias", _output.bias!),
    ];

    /// <inheritdoc/>
    internal override Tensor Logits(Tensor symbols, Recollection? past, Dropping? dropping)
    {
        using var scope = NewDisposeScope();
        var state = (HiddenStates?)past;
        var x = _embedding.call(symbols);
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            (x, var last) = _layers[layer].call(x, state?.Layers[layer]!);
            state?.Set(layer, last);
            x = dropping?.Of(x) ?? x;
        }
        return scope.MoveToOuter(_output.call(x));
    }
}
