namespace TextCollapse.Models.Kernels;

/// <summary>
/// A linear layer y = x·Wᵀ + b on weights in PyTorch's shape [outputs, inputs], with packed copies of W; see <see cref="LinearReference"/>
/// for the plain form. Rows of x, y and their gradients begin at fixed distances: where a row is a multiple of 2 KB long, eight of them
/// side by side would share a few sets of the cache, and their distance is better another.
/// </summary>
internal sealed unsafe class PackedLinear
{
    private readonly int _inputs, _outputs, _weight, _bias, _inputStride, _outputStride;
    private readonly FloatBuffer _forward;
    private readonly FloatBuffer? _backward;

    /// <param name="inputs">Numbers per row of x.</param>
    /// <param name="outputs">Numbers per row of y.</param>
    /// <param name="weight">Where W begins in the weights.</param>
    /// <param name="bias">Where b begins; −1 for none.</param>
    /// <param name="trains">Whether the backward pass will be asked for.</param>
    /// <param name="inputStride">From one row of x to the next; 0 for no gaps.</param>
    /// <param name="outputStride">From one row of y to the next; 0 for no gaps.</param>
    internal PackedLinear(int inputs, int outputs, int weight, int bias, bool trains, int inputStride = 0, int outputStride = 0)
    {
        (_inputs, _outputs, _weight, _bias) = (inputs, outputs, weight, bias);
        (_inputStride, _outputStride) = (inputStride == 0 ? inputs : inputStride, outputStride == 0 ? outputs : outputStride);
        _forward = new FloatBuffer(ColumnPanels.Size(inputs, outputs));
        _backward = trains ? new FloatBuffer(ColumnPanels.Size(outputs, inputs)) : null;
    }

    /// <summary>Takes the present weights.</summary>
    internal void Pack(FloatBuffer weights)
    {
        ColumnPanels.PackTransposed(weights.Pointer + _weight, _inputs, _inputs, _outputs, _forward.Pointer);
        if (_backward is not null)
            ColumnPanels.Pack(weights.Pointer + _weight, _inputs, _outputs, _inputs, _backward.Pointer);
    }

    /// <summary>y [rows, outputs]; without a bias filled up with zeros to whole panels where there is room.</summary>
    internal void Forward(FloatBuffer weights, float* x, int rows, float* y)
    {
        var columns = Math.Min(_outputStride, (_outputs + ColumnPanels.Columns - 1) / ColumnPanels.Columns * ColumnPanels.Columns);
        PanelProduct.Multiply(new LeftOperand(x, _inputStride, 1), new RightOperand(_forward.Pointer, _inputs), rows, _bias < 0 ? columns
            : _outputs, _inputs, y, _outputStride, _bias < 0 ? null : weights.Pointer + _bias);
    }

    /// <summary>
    /// Writes dx, and adds to the gradient of the weights, given dy; <paramref name="panels"/> has <see cref="PanelProduct.ScratchSize"/>
    /// for these rows.
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
