using TextCollapse.Models.Transformer;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>A pre-LayerNorm GPT with nanoGPT's modules and names, exact GELU and learned position embeddings.</summary>
internal sealed class GptNetwork : TorchNetwork
{
    private readonly Stack _transformer;
    private readonly Linear? _head;

    internal GptNetwork(int vocabulary, TransformerOptions sizes, Device device) : base("gpt", vocabulary)
    {
        Sizes = sizes;
        register_module("transformer", _transformer = new Stack(vocabulary, sizes, device));
        if (!sizes.TieWeights)
            register_module("lm_head", _head = nn.Linear(sizes.Width, vocabulary, hasBias: false, device));
    }

    internal TransformerOptions Sizes { get; }

    /// <summary>Queries, keys, values and projections.</summary>
    internal override int HiddenParts(string name)
    {
        if (!name.Contains(".c_", StringComparison.Ordinal) || !name.EndsWith(".weight", StringComparison.Ordinal))
            return 0;
        return name.EndsWith("c_attn.weight", StringComparison.Ordinal) ? 3 : 1;
    }

    /// <inheritdoc/>
    internal override Tensor Logits(Tensor symbols, DecoderState? past, SeededDropout? dropping)
    {
        using var scope = NewDisposeScope();
        var x = _transformer.Apply(symbols, (GptDecoderState?)past, dropping);
        return scope.MoveToOuter(_head is not null ? _head.call(x) : x.matmul(_transformer.Characters(Vocabulary).t()));
    }

    private sealed class Stack : nn.Module
    {
        private readonly Embedding _symbols, _positions;
        private readonly GptBlock[] _blocks;
        private readonly LayerNorm _norm;

        internal Stack(int vocabulary, TransformerOptions sizes, Device device) : base("transformer")
        {
            register_module("wte", _symbols = nn.Embedding(vocabulary + 1, sizes.Width, device: device));
            register_module("wpe", _positions = nn.Embedding(sizes.Context, sizes.Width, device: device));
            _blocks = [.. Enumerable.Range(0, sizes.Layers).Select(_ => new GptBlock(sizes.Width, sizes.Heads, sizes.Bias, device))];
            register_module("h", nn.ModuleList(_blocks));
            register_module("ln_f", _norm = nn.LayerNorm(sizes.Width, bias: sizes.Bias, device: device));
        }

        internal Tensor Characters(int vocabulary) => _symbols.weight!.narrow(0, 0, vocabulary);

        internal Tensor Apply(Tensor symbols, GptDecoderState? past, SeededDropout? dropping)
        {
            var places = past is null or { Refilled: not null }
                ? ScalarOperations.FirstNumbers(symbols.shape[1], symbols.device)
                : past.Places.AtMost(past.Context - 1).unsqueeze(1);
            var x = _symbols.call(symbols).Plus(_positions.call(places));
            x = dropping?.Of(x) ?? x;
            for (var layer = 0; layer < _blocks.Length; layer++)
                x = _blocks[layer].Apply(x, past?.Layers[layer], dropping);
            return _norm.call(x);
        }
    }
}
