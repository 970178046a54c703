using BenchmarkDotNet.Attributes;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Kernels;
using TextCollapse.Models.Transformer;
using TextCollapse.Randomness;

namespace TextCollapse.Benchmarks.Models;

/// <summary>The kernels of a transformer of width 128 with four heads: one window of attention, 128 rows of the others, one step of sixteen documents.</summary>
[Config(typeof(VectorWidths))]
public unsafe class TransformerBenchmarks
{
    private const int Width = 128, Heads = 4, Rows = 128, Streams = 16;
    private readonly FloatBuffer _qkv = Filled(256 * 3 * Width), _dQkv = Filled(256 * 3 * Width), _x = Filled(Rows * 4 * Width), _y = Filled(Rows * 4 * Width), _gain = Filled(Width), _moments = Filled(2 * Rows);
    private readonly FloatBuffer _dx = Filled(Rows * Width), _dGain = Filled(Width), _dBias = Filled(Width), _output = Filled(256 * Width), _logSums = Filled(256 * Heads);
    private readonly int[] _symbols = new int[Streams];
    private readonly float[] _logits = new float[Streams * 65];
    private CausalAttention _attention = null!;
    private IDecodingSession _continuation = null!;

    [Params(64, 256)]
    public int Context { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _attention = new CausalAttention(Context, Heads, Width);
        _attention.Forward(_qkv.Pointer, Context, null, _output.Pointer, _logSums.Pointer);
        var layout = new TransformerLayout(new TransformerOptions { Layers = 4, Heads = Heads, Width = Width, Context = Context }, 65);
        var alphabet = Alphabet.Parse(string.Concat(Enumerable.Range(0, 65).Select(i => (char)(' ' + i))));
        var network = new TransformerNetwork(layout.Settings, alphabet);
        var weights = new FloatBuffer(layout.Flat.Length);
        network.Initialise(weights, new RandomKey(1, "benchmark", 0));
        _continuation = network.ToModel(weights).Begin(Streams);
    }

    [Benchmark]
    public void Attention() => _attention.Forward(_qkv.Pointer, Context, null, _output.Pointer, _logSums.Pointer);

    [Benchmark]
    public void AttentionBackward() => _attention.Backward(_qkv.Pointer, _output.Pointer, _output.Pointer, Context, null, _logSums.Pointer, _dQkv.Pointer);

    [Benchmark]
    public void LayerNormForward() => LayerNorm.Forward(_x.Pointer, _gain.Pointer, _gain.Pointer, Rows, Width, _y.Pointer, _moments.Pointer);

    [Benchmark]
    public void LayerNormBackward() => LayerNorm.Backward(_x.Pointer, _gain.Pointer, _moments.Pointer, _y.Pointer, Rows, Width, _dx.Pointer, _dGain.Pointer, _dBias.Pointer);

    /// <summary>Of 4 × 128 numbers a row, with the derivative.</summary>
    [Benchmark]
    public void GeluWithSlopes()
    {
        _x.Span.CopyTo(_y.Span);
        Gelu.Forward(_y.Pointer, _dQkv.Pointer, Rows * 4 * Width);
    }

    /// <summary>One character of sixteen documents, windows that slide among them.</summary>
    [Benchmark(OperationsPerInvoke = Streams)]
    public void CachedStep()
    {
        _continuation.Append(_symbols);
        _continuation.Next(_logits);
    }

    private static FloatBuffer Filled(int length)
    {
        var buffer = new FloatBuffer(length);
        for (var i = 0; i < length; i++)
            buffer.Span[i] = (i * 7919 % 101 - 50) * 0.02f;
        return buffer;
    }
}
