using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>The hidden states of a GRU, one tensor [1, streams, H] per layer.</summary>
internal sealed class HiddenStates : Recollection
{
    internal HiddenStates(int layers, int streams, int hidden, Device device) =>
        Layers = [.. Enumerable.Range(0, layers).Select(_ => zeros(1, streams, hidden, device: device).DetachFromDisposeScope())];

    internal Tensor[] Layers { get; }

    /// <summary>Takes the state after a step, cut from the graph that made it.</summary>
    internal void Set(int layer, Tensor state)
    {
        var old = Layers[layer];
        Layers[layer] = state.detach().DetachFromDisposeScope();
        old.Dispose();
    }

    /// <summary>Back to zeros: a document begins in every stream.</summary>
    internal void Clear()
    {
        foreach (var layer in Layers)
            layer.zero_();
    }

    /// <inheritdoc/>
    internal override void Copy(int from, int to)
    {
        using var scope = NewDisposeScope();
        foreach (var layer in Layers)
            layer.select(1, to).copy_(layer.select(1, from));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var layer in Layers)
            layer.Dispose();
    }
}
