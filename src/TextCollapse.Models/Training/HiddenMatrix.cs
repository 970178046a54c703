namespace TextCollapse.Models.Training;

/// <summary>
/// A weight matrix between hidden layers, or one gate of it: what <see cref="Muon"/> updates as a whole. Element [i, j] lies at
/// <paramref name="Offset"/> + i · <paramref name="RowStride"/> + j / <paramref name="Stretch"/> · <paramref name="Jump"/> +
/// j % <paramref name="Stretch"/> of the weights. Whether rows are outputs or inputs does not matter.
/// </summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Rows">Rows, padding included.</param>
/// <param name="Columns">Columns, padding included.</param>
/// <param name="RowStride">From one row to the next.</param>
/// <param name="Stretch">Columns that lie side by side.</param>
/// <param name="Jump">From one stretch of columns to the next.</param>
/// <param name="Scale">√max(1, outputs / inputs), which the learning rate is multiplied by (Jordan et al. 2024).</param>
public sealed record HiddenMatrix(int Offset, int Rows, int Columns, int RowStride, int Stretch, int Jump, float Scale)
{
    /// <summary>A row-major matrix [outputs, inputs].</summary>
    internal static HiddenMatrix RowMajor(int offset, int outputs, int inputs) =>
        new(offset, outputs, inputs, inputs, inputs, 0, MuonConstants.Scale(outputs, inputs));
}
