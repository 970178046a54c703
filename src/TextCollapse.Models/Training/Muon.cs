using TextCollapse.Models.Kernels;
using static TextCollapse.Models.Training.MuonConstants;

namespace TextCollapse.Models.Training;

/// <summary>
/// Muon (Jordan et al. 2024), as <c>torch.optim.Muon</c> computes it, in single precision: each hidden matrix moves along its Nesterov
/// momentum, orthogonalised by <see cref="NewtonSchulz"/>, with decoupled weight decay. One thread does a matrix, so that the number of
/// threads changes no bit.
/// </summary>
internal sealed unsafe class Muon
{
    private readonly HiddenMatrix[] _matrices;
    private readonly NewtonSchulz[] _workspaces;
    private readonly TrainingOptions _settings;
    private readonly FloatBuffer _momentum;

    /// <param name="layout">The weights.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="momentum">Running means of the gradient, in the layout of the weights.</param>
    /// <param name="workers">Threads that may call <see cref="Update"/> at once.</param>
    internal Muon(ParameterLayout layout, TrainingOptions settings, FloatBuffer momentum, int workers)
    {
        (_settings, _momentum) = (settings, momentum);
        _matrices = [.. layout.Blocks.SelectMany(block => block.Hidden).OrderByDescending(matrix => (long)matrix.Rows * matrix.Columns)];
        var (rows, columns) = (_matrices.Max(Tall), _matrices.Max(Narrow));
        _workspaces = [.. Enumerable.Range(0, workers).Select(_ => new NewtonSchulz(rows, columns))];
    }

    /// <summary>How many matrices there are.</summary>
    internal int Matrices => _matrices.Length;

    /// <summary>Updates one matrix against a gradient multiplied by <paramref name="scale"/>.</summary>
    internal void Update(int number, int worker, FloatBuffer weights, FloatBuffer gradient, float scale, double learningRate)
    {
        var (matrix, workspace) = (_matrices[number], _workspaces[worker]);
        var x = workspace.Begin(Tall(matrix), Narrow(matrix));
        var (row, column) = matrix.Rows >= matrix.Columns ? (workspace.Stride, 1) : (1, workspace.Stride);
        var fresh = (1 - Momentum) * scale;
        for (var i = 0; i < matrix.Rows; i++)
            for (var j = 0; j < matrix.Columns; j += matrix.Stretch)
            {
                var place = matrix.Offset + i * matrix.RowStride + j / matrix.Stretch * matrix.Jump;
                float* g = gradient.Pointer + place, m = _momentum.Pointer + place, to = x + i * row + j * column;
                for (var k = 0; k < matrix.Stretch; k++, to += column)
                {
                    m[k] = Momentum * m[k] + fresh * g[k];
                    *to = Momentum * m[k] + fresh * g[k];
                }
            }
        x = workspace.Run();
        var (keep, rate) = ((float)(1 - learningRate * _settings.WeightDecay), (float)learningRate * matrix.Scale);
        for (var i = 0; i < matrix.Rows; i++)
            for (var j = 0; j < matrix.Columns; j += matrix.Stretch)
            {
                float* w = weights.Pointer + matrix.Offset + i * matrix.RowStride + j / matrix.Stretch * matrix.Jump,
                    from = x + i * row + j * column;
                for (var k = 0; k < matrix.Stretch; k++, from += column)
                    w[k] = keep * w[k] - rate * *from;
            }
    }

    private static int Tall(HiddenMatrix matrix) => Math.Max(matrix.Rows, matrix.Columns);

    private static int Narrow(HiddenMatrix matrix) => Math.Min(matrix.Rows, matrix.Columns);
}
