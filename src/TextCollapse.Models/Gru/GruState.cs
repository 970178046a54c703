using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Gru;

/// <summary>The states of several documents that a GRU processes in one batch, one character of each at a time.</summary>
internal sealed unsafe class GruState
{
    private readonly GruModel _model;
    private readonly FloatBuffer[][] _h; // [current or next][layer], each [rows, UnitStride]
    private readonly FloatBuffer _below, _tile;
    private readonly nint[] _pointers;
    private int _current;

    internal GruState(GruModel model, int rows)
    {
        _model = model;
        var shape = model.Shape;
        _h = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, shape.Layers)
            .Select(_ => new FloatBuffer(checked(rows * shape.UnitStride))).ToArray())];
        _below = new FloatBuffer(shape.Layers > 1 ? rows * shape.Gates : 0);
        _tile = new FloatBuffer(rows * 48);
        _pointers = new nint[rows];
        Rows = rows;
    }

    internal int Rows { get; }

    /// <summary>The top layer's output, [Rows, UnitStride].</summary>
    internal float* Top => _h[_current][^1].Pointer;

    /// <summary>
    /// Processes one symbol in each of the first <paramref name="symbols"/>.Length rows; −1 leaves a row unchanged. Later rows become
    /// undefined.
    /// </summary>
    internal void Read(ReadOnlySpan<int> symbols)
    {
        var (shape, rows) = (_model.Shape, symbols.Length);
        var (before, after) = (_h[_current], _h[1 - _current]);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            if (layer > 0)
                GruLayers.Below(shape, _model.Tables, _model.Weights, layer, after[layer - 1].Pointer, _below.Pointer, rows);
            for (var row = 0; row < rows; row++)
            {
                var symbol = symbols[row] < 0 ? shape.Vocabulary : symbols[row];
                _pointers[row] = (nint)(layer > 0
                    ? _below.Pointer + (nint)row * shape.Gates
                    : _model.Tables.Input.Pointer + (nint)symbol * shape.Gates);
            }
            fixed (nint* inputs = _pointers)
                GruCell.Forward(shape, rows, (float**)inputs, _model.Weights.Pointer + shape.HiddenWeights[layer], _model.Weights.Pointer
                    + shape.HiddenBias[layer],
                    before[layer].Pointer, after[layer].Pointer, null, _tile.Pointer);
        }
        for (var row = 0; row < rows; row++)
            if (symbols[row] < 0)
                for (var layer = 0; layer < shape.Layers; layer++)
                    before[layer].Slice(row * shape.UnitStride, shape.UnitStride)
                        .CopyTo(after[layer].Slice(row * shape.UnitStride, shape.UnitStride));
        _current = 1 - _current;
    }

    /// <summary>Copies row <paramref name="from"/> to row <paramref name="to"/>.</summary>
    internal void Copy(int from, int to)
    {
        var stride = _model.Shape.UnitStride;
        foreach (var h in _h[_current])
            h.Slice(from * stride, stride).CopyTo(h.Slice(to * stride, stride));
    }
}
