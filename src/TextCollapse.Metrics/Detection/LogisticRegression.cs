using System.Numerics.Tensors;

namespace TextCollapse.Metrics.Detection;

/// <summary>
/// L2-regularised logistic regression: minimises Σ log(1 + exp(−y(w·x + b))) + ½λ|w|², y = ±1, the intercept b is not penalised, by Newton
/// steps solved with conjugate gradients (Lin, Weng and Keerthi 2008) and step halving. Strictly convex in w, so the solution is unique and
/// deterministic.
/// </summary>
internal static class LogisticRegression
{
    private const int MostSteps = 100;
    private const double Tolerance = 1e-9;

    /// <summary>The weights, followed by the intercept.</summary>
    public static double[] Fit(IReadOnlyList<SparseRow> rows, IReadOnlyList<bool> positive, int features, double regularisation)
    {
        var weights = new double[features + 1];
        var margins = new double[rows.Count];
        var gradient = new double[weights.Length];
        var curvature = new double[rows.Count];
        var loss = Loss(rows, positive, weights, margins, regularisation);
        var tolerance = 0.0;
        for (var step = 0; step < MostSteps; step++)
        {
            Slope(rows, positive, weights, margins, regularisation, gradient, curvature);
            var norm = TensorPrimitives.Norm<double>(gradient);
            if (step == 0)
                tolerance = Tolerance * norm;
            if (norm <= tolerance)
                break;
            var direction = Newton(rows, gradient, curvature, regularisation);
            if (!Descend(rows, positive, weights, margins, regularisation, direction, ref loss))
                break;
        }
        return weights;
    }

    private static bool Descend(IReadOnlyList<SparseRow> rows, IReadOnlyList<bool> positive, double[] weights, double[] margins,
        double regularisation, double[] direction, ref double loss)
    {
        var tried = new double[weights.Length];
        for (var size = 1.0; size > 1e-8; size /= 2)
        {
            for (var i = 0; i < weights.Length; i++)
                tried[i] = weights[i] + size * direction[i];
            var reached = Loss(rows, positive, tried, margins, regularisation);
            if (!(reached < loss))
                continue;
            loss = reached;
            tried.CopyTo(weights, 0);
            return true;
        }
        return false;
    }

    private static double Loss(IReadOnlyList<SparseRow> rows, IReadOnlyList<bool> positive, double[] weights, double[] margins,
        double regularisation)
    {
        var loss = regularisation / 2 * TensorPrimitives.SumOfSquares<double>(weights.AsSpan(..^1));
        for (var i = 0; i < rows.Count; i++)
        {
            margins[i] = rows[i].Dot(weights) + weights[^1];
            var signed = positive[i] ? margins[i] : -margins[i];
            loss += signed > 0 ? double.LogP1(Math.Exp(-signed)) : double.LogP1(Math.Exp(signed)) - signed;
        }
        return loss;
    }

    private static void Slope(IReadOnlyList<SparseRow> rows, IReadOnlyList<bool> positive, double[] weights, double[] margins,
        double regularisation, double[] gradient, double[] curvature)
    {
        TensorPrimitives.Multiply(weights, regularisation, gradient);
        gradient[^1] = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            margins[i] = rows[i].Dot(weights) + weights[^1];
            var probability = 1 / (1 + Math.Exp(-margins[i]));
            curvature[i] = probability * (1 - probability);
            var error = probability - (positive[i] ? 1 : 0);
            rows[i].AddTo(gradient, error);
            gradient[^1] += error;
        }
    }

    /// <summary>Solves H d = −g by conjugate gradients.</summary>
    private static double[] Newton(IReadOnlyList<SparseRow> rows, double[] gradient, double[] curvature, double regularisation)
    {
        var solution = new double[gradient.Length];
        var residual = Array.ConvertAll(gradient, value => -value);
        var direction = (double[])residual.Clone();
        var product = new double[gradient.Length];
        var square = TensorPrimitives.SumOfSquares<double>(residual);
        var enough = 1e-6 * square;
        for (var i = 0; i < 2 * rows.Count + 10 && square > enough; i++)
        {
            TensorPrimitives.Multiply(direction, regularisation, product);
            product[^1] = 0;
            for (var row = 0; row < rows.Count; row++)
            {
                var weighted = curvature[row] * (rows[row].Dot(direction) + direction[^1]);
                rows[row].AddTo(product, weighted);
                product[^1] += weighted;
            }
            var size = square / TensorPrimitives.Dot<double>(direction, product);
            TensorPrimitives.MultiplyAdd(direction, size, solution, solution);
            TensorPrimitives.MultiplyAdd(product, -size, residual, residual);
            var next = TensorPrimitives.SumOfSquares<double>(residual);
            TensorPrimitives.MultiplyAdd(direction, next / square, residual, direction);
            square = next;
        }
        return solution;
    }
}
