using System.Numerics.Tensors;
using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Gru;

/// <summary>
/// Runs shards of rows forward and backward through a GRU. The forward pass covers the whole window. The backward pass runs in chunks of
/// steps whose derivatives stay in cache: output layer, then the steps of each layer, then the products over all rows of the chunk that
/// give the weight gradients.
/// </summary>
internal sealed unsafe class GruWorkspace : INetworkWorkspace
{
    private const int RowsPerChunk = 128;
    private readonly GruShape _shape;
    private readonly GruTables _tables;
    private readonly int _chunk;
    private readonly FloatBuffer[] _kept, _h, _dh, _mask, _dropped;
    private readonly FloatBuffer _tile, _below, _logits, _hiddenGates, _inputGates, _scratch;
    private readonly nint[] _pointers;
    private readonly float _dropout;
    private int _rows;

    internal GruWorkspace(GruShape shape, GruTables tables, int rows, int sequence, double dropout)
    {
        (_shape, _tables, _dropout) = (shape, tables, (float)dropout);
        _chunk = Math.Min(sequence, Math.Max(1, RowsPerChunk / rows));
        var chunkRows = _chunk * rows;
        FloatBuffer[] PerLayer(long floats) => [.. Enumerable.Range(0, shape.Layers).Select(_ => new FloatBuffer(checked((int)floats)))];
        _kept = PerLayer((long)sequence * rows * shape.Groups * GruCell.Kept);
        _h = PerLayer((sequence + 1L) * rows * shape.UnitStride);
        _dh = PerLayer((_chunk + 1L) * rows * shape.UnitStride);
        _mask = dropout > 0 ? PerLayer((long)sequence * rows * shape.UnitStride) : [];
        _dropped = dropout > 0 ? PerLayer((long)sequence * rows * shape.UnitStride) : [];
        _tile = new FloatBuffer(rows * 48);
        _below = new FloatBuffer(shape.Layers > 1 ? sequence * rows * shape.Gates : 0);
        _logits = new FloatBuffer(chunkRows * shape.Characters);
        _hiddenGates = new FloatBuffer(chunkRows * shape.GateStride);
        _inputGates = new FloatBuffer(shape.Layers > 1 ? chunkRows * shape.GateStride : 0);
        _scratch = new FloatBuffer(shape.Characters);
        _pointers = new nint[rows];
    }

    public double Backward(in Shard shard, FloatBuffer weights, FloatBuffer gradient)
    {
        _rows = shard.Rows;
        Forward(shard, weights);
        foreach (var dh in _dh)
            dh.Span.Clear();
        double loss = 0;
        for (var to = shard.Batch.Sequence; to > 0; to -= _chunk)
        {
            var from = Math.Max(0, to - _chunk);
            loss += Output(shard, weights, gradient, from, to);
            for (var layer = _shape.Layers - 1; layer >= 0; layer--)
                Layer(shard, weights, gradient, layer, from, to);
        }
        return loss;
    }

    private float* H(int layer, int step) => _h[layer].Pointer + (nint)step * _rows * _shape.UnitStride;

    // The inputs of the next layer for steps `step`, `step` + 1, …
    private float* Read(int layer, int step) => _dropout > 0 ? _dropped[layer].Pointer + (nint)step * _rows * _shape.UnitStride
        : H(layer, step + 1);

    private void Forward(in Shard shard, FloatBuffer weights)
    {
        var (batch, sequence, dropout) = (shard.Batch, shard.Batch.Sequence, shard.Dropout);
        var boundary = _shape.Vocabulary;
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            BeginFrom(shard, layer);
            if (layer > 0)
                GruLayers.Below(_shape, _tables, weights, layer, Read(layer - 1, 0), _below.Pointer, sequence * _rows);
            for (var step = 0; step < sequence; step++)
            {
                for (var row = 0; row < _rows; row++)
                    _pointers[row] = (nint)(layer > 0
                        ? _below.Pointer + ((nint)step * _rows + row) * _shape.Gates
                        : _tables.Input.Pointer + (nint)Math.Min(batch.Inputs[(shard.First + row) * sequence + step], boundary)
                            * _shape.Gates);
                fixed (nint* inputs = _pointers)
                    GruCell.Forward(_shape, _rows, (float**)inputs, weights.Pointer + _shape.HiddenWeights[layer], weights.Pointer
                        + _shape.HiddenBias[layer],
                        H(layer, step), H(layer, step + 1), _kept[layer].Pointer + (nint)step * _rows * _shape.Groups * GruCell.Kept,
                            _tile.Pointer);
            }
            if (_dropout > 0)
                Drop(layer, sequence * _rows * _shape.UnitStride, ref dropout);
            for (var row = 0; row < _rows; row++)
                new Span<float>(H(layer, sequence) + row * _shape.UnitStride, _shape.Units).CopyTo(Carried(shard, layer, row));
        }
    }

    private void BeginFrom(in Shard shard, int layer)
    {
        for (var row = 0; row < _rows; row++)
        {
            var h = new Span<float>(H(layer, 0) + row * _shape.UnitStride, _shape.Units);
            if (shard.Batch.StartsFresh)
                h.Clear();
            else
                Carried(shard, layer, row).CopyTo(h);
        }
    }

    private Span<float> Carried(in Shard shard, int layer, int row)
        => shard.State.Slice(((shard.First + row) * _shape.Layers + layer) * _shape.Units, _shape.Units);

    private void Drop(int layer, int length, ref RandomStream random)
    {
        var mask = _mask[layer].Slice(0, length);
        DropoutMask.Fill(mask, _dropout, ref random);
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(H(layer, 1), length), mask, _dropped[layer].Span);
    }

    // Computes the loss of the chunk's steps and the output layer's gradient, and puts the derivative of the top layer's output into slots
    // 1 … of _dh.
    private double Output(in Shard shard, FloatBuffer weights, FloatBuffer gradient, int from, int to)
    {
        var (top, rows, characters) = (_shape.Layers - 1, (to - from) * _rows, _shape.Characters);
        float* read = Read(top, from), logits = _logits.Pointer;
        for (var row = 0; row < rows; row++)
            weights.Slice(_shape.OutputBias, characters).CopyTo(new Span<float>(logits + row * characters, characters));
        MatrixProduct.Add(logits, characters, read, _shape.UnitStride, 1, weights.Pointer + _shape.OutputWeights, characters, rows,
            characters, _shape.Units);
        double loss = 0;
        for (var row = 0; row < rows; row++)
        {
            var (step, window) = (from + row / _rows, shard.First + row % _rows);
            var line = new Span<float>(logits + row * characters, characters);
            loss += LossRow.Evaluate(shard.Loss, line[.._shape.Vocabulary], _scratch.Span, shard.Batch.TargetsOf(window)[step],
                shard.Batch.InputsOf(window)[..(step + 1)], shard.Scale);
            line[_shape.Vocabulary..].Clear();
        }
        MatrixProduct.Add(gradient.Pointer + _shape.OutputWeights, characters, read, 1, _shape.UnitStride, logits, characters, _shape.Units,
            characters, rows);
        ColumnSums.Add(gradient.Pointer + _shape.OutputBias, logits, characters, rows, characters);
        ReceiveGradient(top, from, rows, logits, characters, _tables.OutputTransposed!);
        return loss;
    }

    // Slots of _dh: slot s is the derivative of the state after step from + s − 1. Slot 0 of the following chunk becomes the last slot
    // here.
    private void ReceiveGradient(int layer, int from, int rows, float* above, int stride, PackedMatrix transposed)
    {
        var slot = _rows * _shape.UnitStride;
        var dh = _dh[layer].Pointer;
        var carry = new Span<float>(dh, slot);
        var derivatives = new Span<float>(dh + slot, rows * _shape.UnitStride);
        derivatives.Clear();
        MatrixProduct.Add(dh + slot, _shape.UnitStride, above, stride, transposed, rows);
        if (_dropout > 0)
            TensorPrimitives.Multiply(derivatives, _mask[layer].Slice(from * slot, derivatives.Length), derivatives);
        var last = derivatives[(derivatives.Length - slot)..];
        TensorPrimitives.Add(last, carry, last);
        carry.Clear();
    }

    private void Layer(in Shard shard, FloatBuffer weights, FloatBuffer gradient, int layer, int from, int to)
    {
        var (units, gates, unitStride, gateStride) = (_shape.Units, _shape.Gates, _shape.UnitStride, _shape.GateStride);
        var (slot, rows, sequence) = (_rows * unitStride, (to - from) * _rows, shard.Batch.Sequence);
        var table = gradient.Pointer + _shape.Layout.Length;
        if (layer > 0)
            _inputGates.Slice(0, rows * gateStride).Clear();
        for (var step = to - 1; step >= from; step--)
        {
            for (var row = 0; row < _rows; row++)
                _pointers[row] = (nint)(layer > 0
                    ? _inputGates.Pointer + (nint)((step - from) * _rows + row) * gateStride
                    : table + (nint)shard.Batch.Inputs[(shard.First + row) * sequence + step] * gates);
            float* derivative = _dh[layer].Pointer + (nint)(step - from) * slot, hidden = _hiddenGates.Pointer
                + (nint)(step - from) * _rows * gateStride;
            fixed (nint* inputs = _pointers)
                GruCell.Backward(_shape, _rows, _kept[layer].Pointer + (nint)step * _rows * _shape.Groups * GruCell.Kept, H(layer, step),
                    derivative + slot, derivative, hidden, (float**)inputs);
            // The gradient of the state before the window is not needed.
            if (step > 0)
                MatrixProduct.Add(derivative, unitStride, hidden, gateStride, _tables.HiddenTransposed[layer], _rows);
        }
        GruLayers.AddGradient(_shape, gradient.Pointer + _shape.HiddenWeights[layer], H(layer, from), _hiddenGates.Pointer, rows);
        ColumnSums.Add(gradient.Pointer + _shape.HiddenBias[layer], _hiddenGates.Pointer, gateStride, rows, gates);
        if (layer == 0)
            return;
        GruLayers.AddGradient(_shape, gradient.Pointer + _shape.InputWeights[layer], Read(layer - 1, from), _inputGates.Pointer, rows);
        ColumnSums.Add(gradient.Pointer + _shape.InputBias[layer], _inputGates.Pointer, gateStride, rows, gates);
        ReceiveGradient(layer - 1, from, rows, _inputGates.Pointer, gateStride, _tables.InputTransposed[layer - 1]);
    }
}
