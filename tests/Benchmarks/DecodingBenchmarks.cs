using BenchmarkDotNet.Attributes;
using TextCollapse.Models.Decoding;
using TextCollapse.Randomness;

namespace TextCollapse.Benchmarks;

/// <summary>Choosing characters from rows of 65 logits in 64 streams, as in the inner loop of a decoder; time per character.</summary>
public class DecodingBenchmarks
{
    private const int Streams = 64, Size = 65, Steps = 16;

    private readonly float[] _logits = new float[Streams * Size];
    private readonly float[] _rows = new float[Streams * Size];
    private readonly RandomStream[] _random = new RandomStream[Streams];
    private readonly ushort[] _written = new ushort[256];
    private NextCharacter _next = null!;

    [Params("plain", "temperature 0.8", "greedy", "top-k 10", "top-p 0.9", "min-p 0.05", "repetition penalty 1.2")]
    public string Decoding { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var source = new RandomKey(1, "benchmark", 0).Stream("logits");
        for (var i = 0; i < _logits.Length; i++)
            _logits[i] = 2 * (float)source.NextNormal();
        for (var i = 0; i < _written.Length; i++)
            _written[i] = (ushort)source.NextInt(Size);
        for (var stream = 0; stream < Streams; stream++)
            _random[stream] = new RandomKey(1, "benchmark", 0).Stream("decode", stream);
        _next = new NextCharacter(Decoding switch
        {
            "temperature 0.8" => new() { Temperature = 0.8 },
            "greedy" => new() { Temperature = 0 },
            "top-k 10" => new() { TopK = 10 },
            "top-p 0.9" => new() { TopP = 0.9 },
            "min-p 0.05" => new() { MinP = 0.05 },
            "repetition penalty 1.2" => new() { RepetitionPenalty = 1.2 },
            _ => new(),
        }, Size);
    }

    [Benchmark(OperationsPerInvoke = Streams * Steps)]
    public int Choose()
    {
        var sum = 0;
        for (var step = 0; step < Steps; step++)
        {
            _logits.CopyTo(_rows, 0);
            for (var stream = 0; stream < Streams; stream++)
                sum += _next.Choose(_rows.AsSpan(stream * Size, Size), _written, ref _random[stream]);
        }
        return sum;
    }
}
