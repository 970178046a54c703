using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>
/// The forward and backward pass of one GRU layer over T symbols of B streams, step by step in libtorch's operations. libtorch's own module
/// needs ten operations per step, and autograd about twenty-five for the backward pass, each with its tensors. Here they are six and four,
/// because everything that does not depend on the previous step (the factors of the gradients, the gradient of the weights) is one
/// operation over all steps. Lives in the caller's dispose scope.
/// </summary>
internal sealed class GruPass
{
    private readonly RecurrentWeights _weights;
    private readonly Tensor _gates; // [T, B, 3H]: r, z, n
    private readonly Tensor _recurrent; // [T, B, H]: the state's contribution to n before r scales it
    private readonly Tensor _states; // [T + 1, B, H]

    /// <param name="weights">The layer's recurrent weights.</param>
    /// <param name="projected">[T, B, 3H]: the inputs' contribution to r, z and n, including all biases except
    /// <see cref="RecurrentWeights.CandidateBias"/>; overwritten.</param>
    /// <param name="start">[B, H]: the initial state.</param>
    internal GruPass(RecurrentWeights weights, Tensor projected, Tensor start)
    {
        var (steps, hidden) = ((int)projected.shape[0], weights.Hidden);
        using var noGradients = no_grad();
        (_weights, _gates) = (weights, projected);
        _recurrent = weights.CandidateBias.expand(steps, start.shape[0], hidden).clone();
        var rz = projected.narrow(2, 0, 2 * hidden).unbind(0);
        var r = projected.narrow(2, 0, hidden).unbind(0);
        var z = projected.narrow(2, hidden, hidden).unbind(0);
        var n = projected.narrow(2, 2 * hidden, hidden).unbind(0);
        var g = _recurrent.unbind(0);
        var states = new Tensor[steps + 1];
        states[0] = start;
        for (var t = 0; t < steps; t++)
        {
            rz[t].addmm_(states[t], weights.Gates, 1, 1).sigmoid_();
            g[t].addmm_(states[t], weights.Candidate, 1, 1);
            n[t].IncreaseByProduct(r[t], g[t]).tanh_();
            states[t + 1] = n[t].lerp(states[t], z[t]);
        }
        _states = stack(states);
        Last = states[steps];
    }

    /// <summary>[T, B, H]: the state after each symbol.</summary>
    internal Tensor Output => _states.narrow(0, 1, _gates.shape[0]);

    /// <summary>[B, H]: the state after the last symbol.</summary>
    internal Tensor Last { get; }

    /// <summary>Adds the gradients of the recurrent weights; returns that of the projected inputs, a strided view [T · B, 3H].</summary>
    /// <param name="gradient">[T, B, H]: the gradient with respect to <see cref="Output"/>.</param>
    internal Tensor Backward(Tensor gradient)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var (steps, streams, hidden) = ((int)_gates.shape[0], _gates.shape[1], _weights.Hidden);
        var before = _states.narrow(0, 0, steps);
        var all = Factors(before); // [T, B, 4, H]: of the recurrent part of n, of r, of z, of n
        var factors = all.unbind(0);
        var three = all.view(steps, streams, 4 * hidden).narrow(2, 0, 3 * hidden).unbind(0);
        var z = _gates.narrow(2, hidden, hidden).unbind(0);
        var external = gradient.unbind(0);
        var matrix = _weights.CandidateFirst();
        var state = external[steps - 1].clone();
        var broadcast = state.unsqueeze(1);
        for (var t = steps - 1; t >= 0; t--)
        {
            factors[t].mul_(broadcast);
            if (t == 0)
                break;
            state.mul_(z[t]).addmm_(three[t], matrix, 1, 1);
            state.Increase(external[t - 1]);
        }
        var rows = all.view(steps * streams, 4 * hidden);
        var recurrent = rows.narrow(1, 0, 3 * hidden);
        _weights.AddGradient(recurrent.t().mm(before.view(steps * streams, hidden)), recurrent.sum([0L]));
        return scope.MoveToOuter(rows.narrow(1, hidden, 3 * hidden));
    }

    // The factors that multiply the gradient of a state: h' = n + z (h − n), n = tanh(x + r g).
    private Tensor Factors(Tensor before)
    {
        var hidden = _weights.Hidden;
        var (r, z, n) = (_gates.narrow(2, 0, hidden), _gates.narrow(2, hidden, hidden), _gates.narrow(2, 2 * hidden, hidden));
        var oneMinusZ = z.OneMinus();
        var ofN = oneMinusZ.MinusProduct(oneMinusZ * n, n);
        var ofG = ofN * r;
        var scaled = ofG * _recurrent;
        var ofR = scaled.MinusProduct(scaled, r);
        var ofZ = (before - n).mul_(z).mul_(oneMinusZ);
        return stack([ofG, ofR, ofZ, ofN], 2);
    }
}
