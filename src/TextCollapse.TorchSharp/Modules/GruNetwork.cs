using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>
/// Embedding, layers of <see cref="nn.GRU"/> and a linear output. Each layer is a module of its own, because libtorch's dropout between the
/// layers of one module draws from a generator that the whole process shares; the parameters are named as in one multi-layer module. On a
/// GPU the modules run directly (cuDNN's fused kernels); on the CPU <see cref="GruPass"/> replaces them, because it is faster there.
/// </summary>
public sealed class GruNetwork : TorchNetwork
{
    private readonly Embedding _embedding;
    private readonly GRU[] _layers;
    private readonly Layer[] _weights;
    private readonly Linear _output;
    private readonly Lazy<Prepared> _frozen;

    internal GruNetwork(int vocabulary, int embedding, int hidden, int layers, Device device) : base("gru", vocabulary)
    {
        Hidden = hidden;
        register_module("embedding", _embedding = nn.Embedding(vocabulary + 1, embedding, device: device));
        _layers = [.. Enumerable.Range(0, layers).Select(layer =>
            nn.GRU(layer == 0 ? embedding : hidden, hidden, batchFirst: true, device: device))];
        for (var layer = 0; layer < layers; layer++)
            register_module($"gru{layer}", _layers[layer]);
        register_module("output", _output = nn.Linear(hidden, vocabulary, device: device));
        _weights = [.. _layers.Select(layer => new Layer(layer))];
        _frozen = new(Freeze);
    }

    /// <summary>H, the number of units per layer.</summary>
    internal int Hidden { get; }

    /// <summary>The number of layers.</summary>
    internal int Layers => _layers.Length;

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Parameter Parameter)> Weights =>
    [
        ("embedding.weight", _embedding.weight!),
        .. _layers.SelectMany((layer, number) => layer.named_parameters()
            .Select(entry => (entry.name.Replace("_l0", $"_l{number}", StringComparison.Ordinal), entry.parameter))),
        ("output.weight", _output.weight!),
        ("output.bias", _output.bias!),
    ];

    /// <summary>Each gate of the recurrent matrices, and of the input matrices above the first layer.</summary>
    internal override int HiddenParts(string name) =>
        name.StartsWith("weight_", StringComparison.Ordinal) && name != "weight_ih_l0" ? 3 : 0;

    /// <inheritdoc/>
    internal override Tensor Logits(Tensor symbols, DecoderState? past, SeededDropout? dropping)
    {
        var state = (HiddenStates)past!;
        if (symbols.device.type != TorchSharp.DeviceType.CPU)
            return OnGpu(symbols, state, dropping);
        if (is_grad_enabled())
            return OnProcessor(symbols, state, dropping, Prepare());
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(OnProcessor(symbols, state, dropping, _frozen.Value));
    }

    /// <inheritdoc/>
    internal override void Backward(Tensor loss, DecoderState? past)
    {
        loss.backward();
        var links = ((HiddenStates)past!).Links;
        for (var layer = links.Count - 1; layer >= 0; layer--)
        {
            using var scope = NewDisposeScope();
            var (source, read, pass, output) = links[layer];
            var gradient = pass.Backward(output.grad!);
            source.backward([read is null ? gradient.contiguous() : zeros_like(source).IncreaseRows(read, gradient)]);
        }
        links.Clear();
    }

    private Tensor OnGpu(Tensor symbols, HiddenStates state, SeededDropout? dropping)
    {
        using var scope = NewDisposeScope();
        var x = _embedding.call(symbols);
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            (x, var last) = _layers[layer].call(x, state.Layers[layer].clone());
            state.Set(layer, last.detach());
            x = dropping?.Of(x) ?? x;
        }
        return scope.MoveToOuter(_output.call(x));
    }

    /// <summary>
    /// Autograd covers only the operations between the recurrences. <see cref="Backward"/> connects the pieces, which the caller's dispose
    /// scope keeps alive until then.
    /// </summary>
    private Tensor OnProcessor(Tensor symbols, HiddenStates state, SeededDropout? dropping, Prepared prepared)
    {
        var (streams, steps) = (symbols.shape[0], symbols.shape[1]);
        var read = symbols.t().reshape(-1);
        Tensor? x = null; // [T · B, H]
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            // The projected inputs of the first layer are a table with one row per symbol of the alphabet.
            var source = x is null ? prepared.Symbols : prepared.Inputs[layer].Of(x);
            var projected = x is null ? source.detach().index_select(0, read) : source.detach();
            var pass = new GruPass(prepared.Recurrent[layer], projected.view(steps, streams, 3 * Hidden), state.Layers[layer].select(0, 0));
            state.Set(layer, pass.Last);
            var output = pass.Output.detach();
            if (is_grad_enabled())
            {
                output.requires_grad = true;
                state.Links.Add(new(source, x is null ? read : null, pass, output));
            }
            x = output.view(steps * streams, Hidden);
            x = dropping?.Of(x) ?? x;
        }
        return _output.call(x!).view(steps, streams, Vocabulary).transpose(0, 1);
    }

    // Freed by the garbage collector together with the model.
    private Prepared Freeze()
    {
        using var scope = NewDisposeScope();
        using var noGradients = inference_mode();
        var prepared = Prepare();
        scope.Detach([.. scope.DisposablesView]);
        return prepared;
    }

    private Prepared Prepare()
    {
        var inputs = Array.ConvertAll(_weights, layer => new Inputs(layer));
        return new Prepared(inputs[0].Of(_embedding.weight!), inputs,
            Array.ConvertAll(_weights, layer => new RecurrentWeights(layer.RecurrentMatrix, layer.RecurrentBias)));
    }

    /// <summary>The parameters of one layer.</summary>
    private sealed class Layer(GRU module)
    {
        private readonly Dictionary<string, Parameter> _named = module.named_parameters()
            .ToDictionary(entry => entry.name, entry => entry.parameter);

        internal Parameter InputMatrix => _named["weight_ih_l0"];

        internal Parameter InputBias => _named["bias_ih_l0"];

        internal Parameter RecurrentMatrix => _named["weight_hh_l0"];

        internal Parameter RecurrentBias => _named["bias_hh_l0"];
    }

    /// <summary>
    /// The input projection of a layer. It includes the recurrent biases of r and z, whose gradient the recurrence computes.
    /// </summary>
    private sealed class Inputs
    {
        private readonly Tensor _matrix, _bias;

        internal Inputs(Layer layer)
        {
            var bias = layer.RecurrentBias.detach().clone();
            bias.narrow(0, bias.shape[0] / 3 * 2, bias.shape[0] / 3).zero_();
            (_matrix, _bias) = (layer.InputMatrix.t(), layer.InputBias.Plus(bias));
        }

        /// <summary>Projects inputs [rows, E] to [rows, 3H].</summary>
        internal Tensor Of(Tensor x) => _bias.addmm(x, _matrix, 1, 1);
    }

    /// <summary>The weights prepared for the passes; created for every training step, and once for a trained model.</summary>
    private sealed record Prepared(Tensor Symbols, Inputs[] Inputs, RecurrentWeights[] Recurrent);
}
