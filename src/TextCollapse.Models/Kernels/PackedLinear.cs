namespace TextCollapse.Models.Kernels;

/// <summary>
/// A linear layer y = x·Wᵀ + b with weights in PyTorch's shape [outputs, inputs] and packed copies of W; <see cref="LinearReference"/> is
/// the reference implementation. Rows of x, y and their gradients have fixed strides. With a row length that is a multiple of 2 KB, eight
/// consecutive rows would compete for a few cache sets, so a different stride is better.
/// </summary>
internal sealed unsafe class PackedLinear
{
    private readonly int _inputs, _outputs, _weight, _bias, _inputStride, _outputStride;
    private readonly FloatBuffer _forward;
    private readonly FloatBuffer? _backward;

    /// <param name="inputs">Values per row of x.</param>
    /// <param name="outputs">Values per row of y.</param>
    /// <param name="weight">The offset of W in the weights.</param>
    /// <param name="bias">The offset of b; −1 for none.</param>
    /// <param name="trains">Whether the backward pass is needed.</param>
    /// <param name="inputStride">The row stride of x; 0 for contiguous rows.</param>
    /// <param name="outputStride">The row stride of y; 0 for contiguous rows.</param>
    internal PackedLinear(int inputs, int outputs, int weight, int bias, bool trains, int inputStride = 0, int outputStride = 0)
    {
        (_inputs, _outputs, _weight, _bias) = (inputs, outputs, weight, bias);
        (_inputStride, _outputStride) = (inputStride == 0 ? inputs : inputStride, outputStride == 0 ? outputs : outputStride);
        _forward = new FloatBuffer(ColumnPanels.Size(inputs, outputs));
        _backward = trains ? new FloatBuffer(ColumnPanels.Size(outputs, inputs)) : null;
    }

    /// <summary>Packs the current weights.</summary>
    internal void Pack(FloatBuffer weights)
    {
        ColumnPanels.PackTransposed(weights.Pointer + _weight, _inputs, _inputs, _outputs, _forward.Pointer);
        if (_backward is not null)
            ColumnPanels.Pack(weights.Pointer + _weight, _inputs, _outputs, _inputs, _backward.Pointer);
    }

    /// <summary>Computes y [rows, outputs]. Without a bias, rows are padded with zeros to whole panels if the stride leaves room.</summary>
    internal void Forward(FloatBuffer weights, float* x, int rows, float* y)
    {
        var columns = Math.Min(_outputStride, (_outputs + ColumnPanels.Columns - 1) / ColumnPanels.Columns * ColumnPanels.Columns);
        PanelProduct.Multiply(new LeftOperand(x, _inputStride, 1), new RightOperand(_forward.Pointer, _inputs), rows, _bias < 0 ? columns
            : _outputs, _inputs, y, _outputStride, _bias < 0 ? null : weights.Pointer + _bias);
    }

    /// <summary>
    /// Writes dx and adds to the weight gradient, given dy; <paramref name="panels"/> is a scratch buffer of
    /// <see cref="PanelProduct.ScratchSize"/> for these rows.
    /// </summary>
    internal void Backward(float* x, float* dy, int rows, float* dx, FloatBuffer gradient, FloatBuffer panels)
    {
        PanelProduct.Multiply(new LeftOperand(dy, _outputStride, 1), new RightOperand(_backward!.Pointer, _outputs), rows, _inputs,
            _outputs, dx, _inputStride);
        PanelProduct.AddTransposed(dy, _outputStride, x, _inputStride, rows, _outputs, _inputs, gradient.Pointer + _weight, panels.Pointer);
        if (_bias >= 0)
            ColumnSums.Add(gradient.Pointer + _bias, dy, _outputStride, rows, _outputs);
    }
}
