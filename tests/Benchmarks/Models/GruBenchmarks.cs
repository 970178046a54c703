using BenchmarkDotNet.Attributes;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Benchmarks.Models;

/// <summary>One step of one layer for sixteen rows.</summary>
[Config(typeof(VectorWidths))]
public unsafe class GruBenchmarks
{
    private const int Rows = 16;
    private GruShape _shape = new(65, new GruOptions());
    private FloatBuffer _weights = new(0), _before = new(0), _after = new(0), _previous = new(0), _kept = new(0), _tile = new(0), _gates = new(0), _input = new(0);
    private nint[] _pointers = [];

    [Params(128, 512)]
    public int Hidden { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _shape = new GruShape(65, new GruOptions { Hidden = Hidden });
        _weights = new FloatBuffer(_shape.Layout.Length);
        GruWeights.Initialise(_shape, _weights, new(1, "benchmark", 0));
        (_before, _after, _previous) = (Rowwise(_shape.UnitStride), Rowwise(_shape.UnitStride), Rowwise(_shape.UnitStride));
        (_kept, _tile, _gates, _input) = (Rowwise(_shape.Groups * GruCell.Kept), Rowwise(48), Rowwise(_shape.GateStride), Rowwise(_shape.Gates));
        _pointers = [.. Enumerable.Range(0, Rows).Select(row => (nint)(_input.Pointer + row * _shape.Gates))];
    }

    [Benchmark]
    public void Forward()
    {
        fixed (nint* inputs = _pointers)
            GruCell.Forward(_shape, Rows, (float**)inputs, _weights.Pointer + _shape.HiddenWeights[0], _weights.Pointer + _shape.HiddenBias[0], _before.Pointer, _after.Pointer, _kept.Pointer, _tile.Pointer);
    }

    [Benchmark]
    public void BackwardThroughGates()
    {
        fixed (nint* inputs = _pointers)
            GruCell.Backward(_shape, Rows, _kept.Pointer, _before.Pointer, _after.Pointer, _previous.Pointer, _gates.Pointer, (float**)inputs);
    }

    private static FloatBuffer Rowwise(int floats) => new(Rows * floats);
}
