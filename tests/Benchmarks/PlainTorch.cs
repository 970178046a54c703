#if HAS_TORCHSHARP
using TextCollapse.Corpora;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Benchmarks;

/// <summary>
/// What somebody would write with TorchSharp alone: its modules, its AdamW, a loop; generation reads the whole context again for every character.
/// The bar for the torch engine, and nothing else: no part of it is used elsewhere.
/// </summary>
internal sealed class PlainTorch : IDisposable
{
    private readonly nn.Module _module;
    private readonly Func<Tensor, Tensor> _logits; // [rows, T] to [rows, T, V]
    private readonly Parameter[] _parameters;
    private readonly optim.Optimizer _optimizer;
    private readonly int _vocabulary, _context;
    private readonly Random _random = new(1);
    private Tensor? _written;

    private PlainTorch(nn.Module module, Func<Tensor, Tensor> logits, int vocabulary, int context, double learningRate = 2e-3)
    {
        (_module, _logits, _vocabulary, _context) = (module, logits, vocabulary, context);
        _parameters = [.. module.parameters()];
        _optimizer = optim.AdamW(_parameters, lr: learningRate, weight_decay: 0.1);
    }

    internal static PlainTorch Gru(int vocabulary, int hidden, int context, double learningRate = 2e-3)
    {
        var (embedding, gru, output) = (nn.Embedding(vocabulary + 1, 64), nn.GRU(64, hidden, batchFirst: true), nn.Linear(hidden, vocabulary));
        return new(nn.ModuleList<nn.Module>(embedding, gru, output), symbols => output.call(gru.call(embedding.call(symbols)).Item1), vocabulary, context, learningRate);
    }

    internal static PlainTorch Gpt(int vocabulary, int layers, int heads, int width, int context)
    {
        var (symbols, positions, norm, head) = (nn.Embedding(vocabulary + 1, width), nn.Embedding(context, width), nn.LayerNorm(width), nn.Linear(width, vocabulary, hasBias: false));
        var blocks = Enumerable.Range(0, layers).Select(_ => new Block(width, heads)).ToArray();
        return new(nn.ModuleList<nn.Module>([symbols, positions, norm, head, .. blocks]), read =>
            head.call(norm.call(blocks.Aggregate(symbols.call(read) + positions.call(arange(read.shape[1])), (x, block) => block.call(x)))), vocabulary, context);
    }

    /// <summary>One step of training on random windows.</summary>
    internal void Step(long[] text, int rows)
    {
        using var scope = NewDisposeScope();
        _module.train();
        var (read, predicted) = (new List<long>(), new List<long>());
        for (var row = 0; row < rows; row++)
        {
            var at = _random.Next(text.Length - _context - 1);
            read.AddRange(text.AsSpan(at, _context));
            predicted.AddRange(text.AsSpan(at + 1, _context));
        }
        _optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(_logits(tensor(read, [rows, _context])).view(-1, _vocabulary), tensor(predicted));
        loss.backward();
        nn.utils.clip_grad_norm_(_parameters, 1.0);
        _optimizer.step();
        if (float.IsNaN(loss.item<float>()))
            throw new InvalidOperationException("The plain loop diverged.");
    }

    /// <summary>Bits per character of documents, each read at once behind the boundary; for a GRU, whose context has no end.</summary>
    internal double Bits(IReadOnlyList<Document> documents)
    {
        using var gradientless = no_grad();
        _module.eval();
        var (nats, characters) = (0.0, 0L);
        foreach (var document in documents)
        {
            using var scope = NewDisposeScope();
            var symbols = Array.ConvertAll(document.Symbols.ToArray(), symbol => (long)symbol);
            long[] read = [_vocabulary, .. symbols[..^1]];
            var loss = nn.functional.cross_entropy(_logits(tensor(read, [1, read.Length])).view(-1, _vocabulary), tensor(symbols));
            nats += loss.item<float>() * symbols.Length;
            characters += symbols.Length;
        }
        return nats / characters / Math.Log(2);
    }

    /// <summary>One more character in documents side by side that are longer than the context.</summary>
    internal void Append(int streams)
    {
        using var gradientless = no_grad();
        using var scope = NewDisposeScope();
        _module.eval();
        _written ??= full(streams, _context, _vocabulary, dtype: ScalarType.Int64).DetachFromDisposeScope();
        var next = _logits(_written).select(1, -1).softmax(-1).multinomial(1);
        var longer = cat([_written.narrow(1, 1, _context - 1), next], 1).DetachFromDisposeScope();
        _written.Dispose();
        _written = longer;
    }

    public void Dispose()
    {
        _written?.Dispose();
        _module.Dispose();
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly LayerNorm _norm1, _norm2;
        private readonly Linear _attention, _projection, _expand, _contract;
        private readonly int _heads;

        internal Block(int width, int heads) : base("block")
        {
            _heads = heads;
            register_module("ln_1", _norm1 = nn.LayerNorm(width));
            register_module("c_attn", _attention = nn.Linear(width, 3 * width));
            register_module("c_proj", _projection = nn.Linear(width, width));
            register_module("ln_2", _norm2 = nn.LayerNorm(width));
            register_module("c_fc", _expand = nn.Linear(width, 4 * width));
            register_module("c_out", _contract = nn.Linear(4 * width, width));
        }

        public override Tensor forward(Tensor x)
        {
            var (rows, length, width) = (x.shape[0], x.shape[1], x.shape[2]);
            var parts = _attention.call(_norm1.call(x)).chunk(3, -1);
            var (query, key, value) = (Heads(parts[0]), Heads(parts[1]), Heads(parts[2]));
            var y = nn.functional.scaled_dot_product_attention(query, key, value, is_casual: true);
            x = x + _projection.call(y.transpose(1, 2).reshape(rows, length, width));
            return x + _contract.call(nn.functional.gelu(_expand.call(_norm2.call(x))));

            Tensor Heads(Tensor part) => part.view(rows, length, _heads, width / _heads).transpose(1, 2);
        }
    }
}
#endif
