using BenchmarkDotNet.Attributes;
using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training.Losses;

namespace TextCollapse.Benchmarks.Models;

[Config(typeof(VectorWidths))]
public class ElementwiseBenchmarks
{
    private readonly float[] _row = new float[65], _scratch = new float[65];
    private readonly float[] _w = new float[1 << 16], _g = new float[1 << 16], _m = new float[1 << 16], _v = new float[1 << 16];

    [Benchmark]
    public double LossOfOnePosition()
    {
        _row.AsSpan().Fill(0.1f);
        return LossRow.Evaluate(new CrossEntropy(), _row, _scratch, 3, default, 1f);
    }

    [Benchmark]
    public void AdamW() => AdamWKernel.Update(_w, _g, _m, _v, 0.999f, new AdamWRates(0.9f, 0.1f, 0.99f, 0.01f, 1, 1e-3f, 1, 1e-8f));

    [Benchmark]
    public double Norm() => SumOfSquares.Of(_g);
}
