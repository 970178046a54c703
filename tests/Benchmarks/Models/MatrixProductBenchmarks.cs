using BenchmarkDotNet.Attributes;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Benchmarks.Models;

[Config(typeof(VectorWidths))]
public class MatrixProductBenchmarks
{
    private readonly float[] _a = new float[512 * 512], _b = new float[512 * 512], _c = new float[512 * 512];
    private PackedMatrix _packed = new(1, 1);

    [Params(128, 512)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _a.AsSpan().Fill(0.5f);
        _b.AsSpan().Fill(0.25f);
        _packed = new PackedMatrix(Size, Size);
        _packed.Pack(_b, Size);
    }

    [Benchmark(Baseline = true)]
    public void Reference() => ReferenceProduct.Add<float>(_c, Size, _a, Size, false, _b, Size, false, 64, Size, Size);

    [Benchmark]
    public void Plain() => MatrixProduct.Add(_c, Size, _a, Size, _b, Size, 64, Size, Size);

    [Benchmark]
    public void TransposedA() => MatrixProduct.AddTransposedA(_c, Size, _a, Size, _b, Size, Size, Size, 64);

    [Benchmark]
    public void TransposedB() => MatrixProduct.AddTransposedB(_c, Size, _a, Size, _b, Size, 64, Size, Size);

    [Benchmark]
    public void Packed() => MatrixProduct.Add(_c, Size, _a, Size, _packed, 64);
}
