using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>
/// The recurrent weights of a GRU layer, laid out for its steps: r, z and n are the reset gate, the update gate and the candidate.
/// </summary>
internal sealed class RecurrentWeights
{
    private readonly Parameter _matrix, _bias;

    /// <summary>Copies the current weights.</summary>
    internal RecurrentWeights(Parameter matrix, Parameter bias)
    {
        (_matrix, _bias, Hidden) = (matrix, bias, (int)matrix.shape[1]);
        using var noGradients = no_grad();
        Gates = matrix.narrow(0, 0, 2 * Hidden).t().contiguous();
        Candidate = matrix.narrow(0, 2 * Hidden, Hidden).t().contiguous();
        CandidateBias = bias.narrow(0, 2 * Hidden, Hidden).detach();
    }

    /// <summary>H, the number of units.</summary>
    internal int Hidden { get; }

    /// <summary>[H, 2H]: from the state to r and z.</summary>
    internal Tensor Gates { get; }

    /// <summary>[H, H]: from the state to n.</summary>
    internal Tensor Candidate { get; }

    /// <summary>[H]: the recurrent bias of n.</summary>
    internal Tensor CandidateBias { get; }

    /// <summary>[3H, H]: the rows of n, r and z, in the order of the gradients in <see cref="GruPass"/>.</summary>
    internal Tensor CandidateFirst() => cat([_matrix.narrow(0, 2 * Hidden, Hidden), _matrix.narrow(0, 0, 2 * Hidden)], 0);

    /// <summary>Adds to the gradients; the rows are in the order n, r, z.</summary>
    internal void AddGradient(Tensor matrix, Tensor bias)
    {
        Add(_matrix.grad!, matrix);
        Add(_bias.grad!, bias);
    }

    private void Add(Tensor gradient, Tensor rows)
    {
        gradient.narrow(0, 0, 2 * Hidden).Increase(rows.narrow(0, Hidden, 2 * Hidden));
        gradient.narrow(0, 2 * Hidden, Hidden).Increase(rows.narrow(0, 0, Hidden));
    }
}
