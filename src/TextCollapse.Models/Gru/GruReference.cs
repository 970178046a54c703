using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;

namespace TextCollapse.Models.Gru;

/// <summary>
/// A direct implementation of the GRU equations in double precision on PyTorch's tensors: the loss of a batch and its gradient. Slow. The
/// fast kernels are tested against it; it is tested against finite differences.
/// </summary>
internal sealed class GruReference(int vocabulary, GruOptions settings)
{
    private readonly int _h = settings.Hidden, _e = settings.Embedding;

    /// <summary>The values of one step of one layer that the backward pass needs.</summary>
    private sealed record Step(double[] X, double[] Before, double[] R, double[] Z, double[] N, double[] Q, double[] After);

    /// <summary>
    /// Returns the mean loss over the predicted characters; adds its gradient to <paramref name="gradient"/> unless that is null.
    /// </summary>
    internal double Loss(IReadOnlyDictionary<string, double[]> w, Batch batch, ILoss loss, IReadOnlyDictionary<string, double[]>? gradient)
    {
        double total = 0;
        for (var row = 0; row < batch.Rows; row++)
            total += Window(w, batch.InputsOf(row), batch.TargetsOf(row), loss, 1.0 / batch.Predicted, gradient);
        return total / batch.Predicted;
    }

    private double Window(IReadOnlyDictionary<string, double[]> w, ReadOnlySpan<ushort> inputs, ReadOnlySpan<int> targets, ILoss loss,
        double scale, IReadOnlyDictionary<string, double[]>? g)
    {
        var steps = new Step[inputs.Length, settings.Layers];
        var logits = new double[inputs.Length][];
        double total = 0;
        for (var t = 0; t < inputs.Length; t++)
        {
            var x = w["embedding.weight"].AsSpan(inputs[t] * _e, _e).ToArray();
            for (var l = 0; l < settings.Layers; l++)
                x = (steps[t, l] = Forward(w, l, x, t == 0 ? new double[_h] : steps[t - 1, l].After)).After;
            logits[t] = Affine(w["output.weight"], w["output.bias"], x);
            total += LossRow.Evaluate(loss, logits[t], new double[vocabulary], targets[t], inputs[..(t + 1)], scale);
        }
        if (g is null)
            return total;
        var carried = new double[settings.Layers][];
        for (var l = 0; l < settings.Layers; l++)
            carried[l] = new double[_h];
        for (var t = inputs.Length - 1; t >= 0; t--)
        {
            var below = AffineBack(w["output.weight"], g["output.weight"], g["output.bias"], steps[t, settings.Layers - 1].After,
                logits[t]);
            for (var l = settings.Layers - 1; l >= 0; l--)
                (below, carried[l]) = Backward(w, g, l, steps[t, l], Sum(below, carried[l]));
            for (var i = 0; i < _e; i++)
                g["embedding.weight"][inputs[t] * _e + i] += below[i];
        }
        return total;
    }

    private Step Forward(IReadOnlyDictionary<string, double[]> w, int l, double[] x, double[] before)
    {
        var below = Affine(w[$"weight_ih_l{l}"], w[$"bias_ih_l{l}"], x);
        var hidden = Affine(w[$"weight_hh_l{l}"], w[$"bias_hh_l{l}"], before);
        var (r, z, n, q, after) = (new double[_h], new double[_h], new double[_h], new double[_h], new double[_h]);
        for (var i = 0; i < _h; i++)
        {
            r[i] = 1 / (1 + Math.Exp(-below[i] - hidden[i]));
            z[i] = 1 / (1 + Math.Exp(-below[_h + i] - hidden[_h + i]));
            q[i] = hidden[2 * _h + i];
            n[i] = Math.Tanh(below[2 * _h + i] + r[i] * q[i]);
            after[i] = (1 - z[i]) * n[i] + z[i] * before[i];
        }
        return new Step(x, before, r, z, n, q, after);
    }

    private (double[] Below, double[] Before) Backward(IReadOnlyDictionary<string, double[]> w, IReadOnlyDictionary<string, double[]> g,
        int l, Step s, double[] after)
    {
        var (below, hidden, direct) = (new double[3 * _h], new double[3 * _h], new double[_h]);
        for (var i = 0; i < _h; i++)
        {
            var n = after[i] * (1 - s.Z[i]) * (1 - s.N[i] * s.N[i]);
            below[i] = hidden[i] = n * s.Q[i] * s.R[i] * (1 - s.R[i]);
            below[_h + i] = hidden[_h + i] = after[i] * (s.Before[i] - s.N[i]) * s.Z[i] * (1 - s.Z[i]);
            below[2 * _h + i] = n;
            hidden[2 * _h + i] = n * s.R[i];
            direct[i] = after[i] * s.Z[i];
        }
        var x = AffineBack(w[$"weight_ih_l{l}"], g[$"weight_ih_l{l}"], g[$"bias_ih_l{l}"], s.X, below);
        return (x, Sum(direct, AffineBack(w[$"weight_hh_l{l}"], g[$"weight_hh_l{l}"], g[$"bias_hh_l{l}"], s.Before, hidden)));
    }

    private static double[] Affine(double[] weight, double[] bias, double[] x)
    {
        var y = bias.ToArray();
        for (var i = 0; i < y.Length; i++)
            for (var j = 0; j < x.Length; j++)
                y[i] += weight[i * x.Length + j] * x[j];
        return y;
    }

    private static double[] AffineBack(double[] weight, double[] weightGradient, double[] biasGradient, double[] x, double[] y)
    {
        var back = new double[x.Length];
        for (var i = 0; i < y.Length; i++)
        {
            biasGradient[i] += y[i];
            for (var j = 0; j < x.Length; j++)
            {
                weightGradient[i * x.Length + j] += y[i] * x[j];
                back[j] += weight[i * x.Length + j] * y[i];
            }
        }
        return back;
    }

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}
