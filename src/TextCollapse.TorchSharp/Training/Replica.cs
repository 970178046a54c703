using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>A replica of the network that processes a slice of each batch: the weights are shared, the gradient is its own.</summary>
/// <param name="network">Attached to the weights and to <paramref name="gradient"/>.</param>
/// <param name="gradient">The gradient, [N].</param>
/// <param name="state">The carried states of its rows; null without carried state.</param>
/// <param name="dropping">Its dropout; null for none.</param>
/// <param name="firstRow">The index of its first row.</param>
/// <param name="rows">The number of rows.</param>
internal sealed class Replica(TorchNetwork network, Tensor gradient, DecoderState? state, SeededDropout? dropping, int firstRow, int rows)
    : IDisposable
{
    /// <summary>The network.</summary>
    internal TorchNetwork Network => network;

    /// <summary>The gradient, [N].</summary>
    internal Tensor Gradient => gradient;

    /// <summary>Adds the gradient of its share of the mean loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="batch">The whole batch.</param>
    /// <param name="dropoutSeed">Fixes what is dropped.</param>
    /// <param name="device">Where the network is.</param>
    /// <returns>Its share of the mean loss, on the device and outside any dispose scope.</returns>
    internal Tensor Backward(ILoss loss, Batch batch, ulong dropoutSeed, Device device)
    {
        using var scope = NewDisposeScope();
        dropping?.Seed(dropoutSeed);
        var inputs = Array.ConvertAll(batch.Inputs.AsSpan(firstRow * batch.Sequence, rows * batch.Sequence).ToArray(), symbol =>
            (long)symbol);
        var value = TorchLoss.Mean(loss, network.Logits(tensor(inputs, [rows, batch.Sequence], device: device), state, dropping), batch,
            firstRow);
        network.Backward(value, state);
        return value.detach().DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        state?.Dispose();
        dropping?.Dispose();
        network.Dispose();
        gradient.Dispose();
    }
}
