namespace TextCollapse.Models.Kernels;

/// <summary>
/// A linear layer y = x·Wᵀ + b on weights in PyTorch's shape [outputs, inputs], with packed copies of W; see <see cref="LinearReference"/> for
/// the plain form. Rows of x and y follow each other without gaps.
/// </summary>
internal sealed unsafe class PackedLinear
{
    private readonly int _inputs, _outputs, _weight, _bias;
    private readonly FloatBuffer _forward;
    private readonly FloatBuffer? _backward;

    /// <param name="inputs">Numbers per row of x.</param>
    /// <param name="outputs">Numbers per row of y.</param>
    /// <param name="weight">Where W begins in the weights.</param>
    /// <param name="bias">Where b begins; −1 for none.</param>
    /// <param name="trains">Whether the backward pass will be asked for.</param>
    internal PackedLinear(int inputs, int outputs, int weight, int bias, bool trains)
    {
        (_inputs, _outputs, _weight, _bias) = (inputs, outputs, weight, bias);
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

    /// <summary>y [rows, outputs], rows <paramref name="stride"/> apart and filled up with zeros to whole panels where there is room.</summary>
    internal void Forward(FloatBuffer weights, float* x, int rows, float* y, int stride)
    {
        var columns = Math.Min(stride, (_outputs + ColumnPanels.Columns - 1) / ColumnPanels.Columns * ColumnPanels.Columns);
        PanelProduct.Multiply(new LeftOperand(x, _inputs, 1), new RightOperand(_forward.Pointer, _inputs), rows, _bias < 0 ? columns : _outputs, _inputs, y, stride, _bias < 0 ? null : weights.Pointer + _bias);
    }

    /// <summary>y [rows, outputs].</summary>
    internal void Forward(FloatBuffer weights, float* x, int rows, float* y) => Forward(weights, x, rows, y, _outputs);

    /// <summary>Writes dx, and adds to the gradient of the weights, given dy with rows <paramref name="stride"/> apart; <paramref name="panels"/> has <see cref="PanelProduct.ScratchSize"/> for these rows.</summary>
    internal void Backward(float* x, float* dy, int stride, int rows, float* dx, FloatBuffer gradient, FloatBuffer panels)
    {
        PanelProduct.Multiply(new LeftOperand(dy, stride, 1), new RightOperand(_backward!.Pointer, _outputs), rows, _inputs, _outputs, dx, _inputs);
        PanelProduct.AddTransposed(dy, stride, x, _inputs, rows, _outputs, _inputs, gradient.Pointer + _weight, panels.Pointer);
        if (_bias >= 0)
            ColumnSums.Add(gradient.Pointer + _bias, dy, stride, rows, _outputs);
    }

    /// <summary>Writes dx, and adds to the gradient of the weights, given dy.</summary>
    internal void Backward(float* x, float* dy, int rows, float* dx, FloatBuffer gradient, FloatBuffer panels) => Backward(x, dy, _outputs, rows, dx, gradient, panels);
}
